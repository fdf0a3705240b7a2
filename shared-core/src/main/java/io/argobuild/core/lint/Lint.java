package io.argobuild.core.lint;

import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validates manifests: first as {@code argo lint --offline} does, in its words, then by rules of
 * our own. All findings come in one pass; nothing is thrown.
 */
public final class Lint {
  private static final int MAX_NAME = 63;
  private static final int MAX_CRON_NAME = 52;
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding finding) -> finding.place().file())
          .thenComparingInt(finding -> finding.place().line())
          .thenComparingInt(finding -> finding.place().column());

  private final Manifests manifests;
  private final LintOptions options;
  private final Set<String> seen = Findings.nothingSeen();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  private Lint(Manifests manifests, LintOptions options) {
    this.manifests = manifests;
    this.options = options;
  }

  /** All findings; WorkflowTemplates that are referred to are looked for among the manifests. */
  public static LintReport check(Manifests manifests, LintOptions options) {
    return new Lint(manifests, options).run();
  }

  private LintReport run() {
    manifests.problems().forEach(this::unreadable);
    duplicates();
    for (ManifestObject object : manifests.objects()) {
      ManifestKind.of(object.kind())
          .filter(ManifestKind::isArgo)
          .ifPresent(kind -> object(object, kind));
    }
    findings.sort(BY_PLACE);
    return new LintReport(findings, verdicts);
  }

  private void unreadable(Problem problem) {
    Place.InFile place =
        problem.at() instanceof Place.InFile in
            ? in
            : new Place.InFile(problem.at().text(), 0, 0, "");
    findings.add(
        new Finding(
            Rule.UNREADABLE, Severity.ERROR, problem.message(), place, problem.nextStep(), ""));
  }

  private void duplicates() {
    Map<String, ManifestObject> first = new HashMap<>();
    for (ManifestObject object : manifests.objects()) {
      boolean template =
          object.is(ManifestKind.WORKFLOW_TEMPLATE)
              || object.is(ManifestKind.CLUSTER_WORKFLOW_TEMPLATE);
      String key = object.kind() + "/" + object.namespace() + "/" + object.name();
      if (template && first.putIfAbsent(key, object) != null) {
        Findings duplicate = new Findings(object.label(), seen);
        duplicate.argo(
            Rule.TEMPLATE_DUPLICATE,
            Site.of(object).field("metadata").field("name"),
            "",
            "duplicate " + object.kind() + " found: \"" + object.name() + "\"");
        findings.addAll(duplicate.found());
      }
    }
  }

  private void object(ManifestObject object, ManifestKind kind) {
    Findings own = new Findings(object.label(), seen);
    new DecodingCheck(own, object, options.strict()).check();
    switch (kind) {
      case WORKFLOW -> workflow(object, own, "workflow", false);
      case WORKFLOW_TEMPLATE -> workflow(object, own, "workflow template", true);
      case CLUSTER_WORKFLOW_TEMPLATE -> workflow(object, own, "cluster workflow template", true);
      case CRON_WORKFLOW -> cronWorkflow(object, own);
      case CONFIG_MAP, SECRET -> {
        // Neither is validated.
      }
    }
    if (options.ownRules()) {
      OwnRules.check(object, options, own);
    }
    findings.addAll(own.found());
    verdicts.add(new Verdict(object.file(), object.label(), own.argoError()));
  }

  private void workflow(ManifestObject object, Findings own, String what, boolean isTemplate) {
    nameLength(object, own, what, MAX_NAME);
    new WorkflowCheck(new Validation(manifests, object, own, isTemplate), "", true).check();
  }

  private void cronWorkflow(ManifestObject object, Findings own) {
    nameLength(object, own, "cron workflow", MAX_CRON_NAME);
    new CronCheck(own, object).check();
    new WorkflowCheck(
            new Validation(manifests, object, own, false), "cannot validate Workflow: ", false)
        .check();
  }

  private static void nameLength(ManifestObject object, Findings own, String what, int most) {
    int length = object.name().getBytes(StandardCharsets.UTF_8).length;
    if (length > most) {
      own.argo(
          Rule.NAME_LENGTH,
          Site.of(object).field("metadata").field("name"),
          "",
          "%s name \"%s\" must not be more than %d characters long (currently %d)"
              .formatted(what, object.name(), most, length));
    }
  }
}
