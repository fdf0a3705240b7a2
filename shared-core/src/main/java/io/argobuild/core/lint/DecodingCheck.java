package io.argobuild.core.lint;

import io.argobuild.core.manifest.FieldIssue;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.yaml.FieldPath;
import java.util.Comparator;
import java.util.List;

/** What Argo's decoder says of an object's fields, before any validation (4.1.2). */
final class DecodingCheck {
  /** Go meets the fields of an object by name. */
  private static final Comparator<FieldPath> IN_GO_ORDER =
      (a, b) -> {
        List<FieldPath> left = a.steps();
        List<FieldPath> right = b.steps();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
          FieldPath one = left.get(i);
          FieldPath other = right.get(i);
          int order = one.name().compareTo(other.name());
          order = order == 0 ? Integer.compare(one.index(), other.index()) : order;
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(left.size(), right.size());
      };

  private final Findings findings;
  private final ManifestObject object;
  private final boolean strict;

  DecodingCheck(Findings findings, ManifestObject object, boolean strict) {
    this.findings = findings;
    this.object = object;
    this.strict = strict;
  }

  void check() {
    List<FieldIssue> issues =
        object.issues().stream()
            .sorted(Comparator.comparing(FieldIssue::path, IN_GO_ORDER))
            .toList();
    issues.forEach(this::fatal);
    List<FieldIssue.Unknown> unknown =
        issues.stream()
            .filter(FieldIssue.Unknown.class::isInstance)
            .map(FieldIssue.Unknown.class::cast)
            .filter(issue -> !issue.lenient() && !isOfStep(issue))
            .toList();
    String all =
        "strict decoding error: "
            + String.join(", ", unknown.stream().map(DecodingCheck::text).toList());
    unknown.forEach(issue -> report(issue, all, text(issue)));
    issues.forEach(this::unseen);
  }

  private static String text(FieldIssue.Unknown issue) {
    return "unknown field \"" + issue.path() + "\"";
  }

  private static boolean isOfStep(FieldIssue.Unknown issue) {
    return issue.struct().equals("WorkflowStep");
  }

  private void fatal(FieldIssue issue) {
    if (issue instanceof FieldIssue.Mismatch mismatch) {
      findings.argoAs(
          mismatch.message(),
          Rule.FIELD_TYPE,
          object.valueAt(issue.path()),
          mismatch.message(),
          suggestion(mismatch));
    } else if (issue instanceof FieldIssue.Unknown unknown && isOfStep(unknown)) {
      String message = "json: unknown field \"" + unknown.path().name() + "\"";
      findings.argoAs(
          message, Rule.UNKNOWN_FIELD, object.keyAt(issue.path()), message, near(unknown));
    }
  }

  private static String suggestion(FieldIssue.Mismatch mismatch) {
    return mismatch.found().equals("bool") && mismatch.expected().equals("string")
        ? "Put it in quotes; YAML takes y, n, yes, no, on and off for booleans"
        : "Write " + mismatch.expectedInWords() + " here, in quotes";
  }

  private void report(FieldIssue.Unknown issue, String argoError, String message) {
    if (strict) {
      findings.argoAs(
          argoError, Rule.UNKNOWN_FIELD, object.keyAt(issue.path()), message, near(issue));
    } else {
      findings.add(
          Rule.UNKNOWN_FIELD, Severity.WARNING, object.keyAt(issue.path()), message, near(issue));
    }
  }

  private void unseen(FieldIssue issue) {
    if (issue instanceof FieldIssue.Lost) {
      findings.own(
          Rule.VALUE_LOST,
          new Site(object, issue.path()),
          "a list or map where text is wanted; Argo reads it as empty text");
    } else if (issue instanceof FieldIssue.Unknown unknown && unknown.lenient()) {
      findings.add(
          Rule.UNKNOWN_FIELD,
          Severity.WARNING,
          object.keyAt(issue.path()),
          text(unknown),
          near(unknown));
    }
  }

  private static String near(FieldIssue.Unknown issue) {
    return Nearest.suggestion(issue.path().name(), issue.known(), Rule.UNKNOWN_FIELD.suggestion());
  }
}
