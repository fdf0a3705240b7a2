package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.lint.Finding;
import io.argobuild.core.lint.Lint;
import io.argobuild.core.lint.LintOptions;
import io.argobuild.core.lint.LintReport;
import io.argobuild.core.lint.Severity;
import io.argobuild.core.lint.Verdict;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses what Argo's validation refuses, and what can't run here, before anything is recorded. */
final class SubmitCheck {
  private SubmitCheck() {}

  /**
   * @param prepared as it would run, parameters given and all
   * @throws ProblemException with the code of the rule, the message in Argo's words (without its
   *     {@code invalid spec:}) and, where the manifest is among the resources, its place
   */
  static void check(Workflow prepared, RunOptions options) {
    ManifestObject object = object(prepared, options);
    List<ManifestObject> objects = new ArrayList<>(List.of(object));
    for (ManifestObject resource : options.resources().objects()) {
      if (resource.workflow().isEmpty()) {
        objects.add(resource);
      }
    }
    LintReport report = Lint.check(new Manifests(objects, List.of()), LintOptions.DEFAULT);
    Verdict verdict = report.verdicts().get(0);
    if (!verdict.error().isEmpty()) {
      throw new ProblemException(problem(verdict, report, prepared.name()));
    }
    errors(verdict, report)
        .findFirst()
        .ifPresent(
            unsupported -> {
              throw new ProblemException(unsupported.toProblem());
            });
  }

  /** With the places of the manifest it was read from, if that is a Workflow's own. */
  private static ManifestObject object(Workflow prepared, RunOptions options) {
    ObjectNode manifest = options.workflow().raw();
    return options.resources().objects().stream()
        .filter(object -> object.raw() == manifest)
        .findFirst()
        .map(
            object ->
                new ManifestObject(
                    object.apiVersion(),
                    object.kind(),
                    prepared.raw(),
                    object.positions(),
                    object.root(),
                    object.index(),
                    object.issues()))
        .orElseGet(() -> RunResources.manifest(prepared.raw()));
  }

  private static Stream<Finding> errors(Verdict verdict, LintReport report) {
    return report.findings().stream()
        .filter(one -> one.severity() == Severity.ERROR)
        .filter(one -> one.object().equals(verdict.object()));
  }

  private static Problem problem(Verdict verdict, LintReport report, String name) {
    Optional<Finding> finding =
        errors(verdict, report).filter(one -> verdict.error().endsWith(one.message())).findFirst();
    return new Problem(
        finding.map(one -> one.rule().code()).orElse("LINT_INVALID"),
        ProblemClass.CONFIGURATION,
        verdict.error(),
        finding.<Place>map(Finding::place).orElse(new Place.At("workflow " + name)),
        finding.map(Finding::suggestion).orElse(""));
  }
}
