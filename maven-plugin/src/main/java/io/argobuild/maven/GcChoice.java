package io.argobuild.maven;

import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.run.WorkflowService;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which runs a GC is for: some by name, or the finished ones that nobody drives, as far as labels
 * and age leave them.
 *
 * @param before when they must have ended
 */
record GcChoice(List<String> names, Predicate<Map<String, String>> labels, Instant before) {

  /**
   * @throws ProblemException {@code ARGO_BAD_PARAMETER} where it isn't said which, or twice
   */
  static GcChoice of(
      String runs, boolean allFinished, String selector, String olderThan, Instant now) {
    boolean filtered = allFinished || !(selector + olderThan).isBlank();
    if (runs.isBlank() == !filtered) {
      throw Texts.invalid(
          "argo.run",
          filtered ? "runs are named and looked for at once" : "it isn't said which runs are meant",
          "Give either argo.run or argo.selector, argo.olderThan or argo.allFinished=true");
    }
    return new GcChoice(
        Texts.list(runs),
        LabelSelector.of("argo.selector", selector),
        olderThan.isBlank() ? Instant.MAX : now.minus(age(olderThan.strip())));
  }

  private static Duration age(String text) {
    try {
      Duration age =
          text.matches("\\d{1,5}d")
              ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
              : ArgoDuration.parse(text);
      if (!age.isNegative()) {
        return age;
      }
    } catch (ProblemException e) {
      throw Texts.invalid("argo.olderThan", e.problem().message(), "Write 7d, 12h or 30m");
    }
    throw Texts.invalid("argo.olderThan", "an age can't be negative", "Write 7d, 12h or 30m");
  }

  List<String> of(WorkflowService service) {
    if (!names.isEmpty()) {
      return names;
    }
    return service.list().stream()
        .filter(this::isOver)
        .map(RunInfo::name)
        .filter(name -> labels.test(service.get(name).labels()))
        .toList();
  }

  private boolean isOver(RunInfo run) {
    WorkflowStatus status = run.status();
    if (status == null || !status.phase().isFulfilled() || !run.driver().isEmpty()) {
      return false;
    }
    return before.equals(Instant.MAX)
        || status.finishedAt() != null && status.finishedAt().isBefore(before);
  }
}
