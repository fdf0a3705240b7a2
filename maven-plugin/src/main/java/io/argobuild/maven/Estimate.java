package io.argobuild.maven;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a run may take, by those before it. */
final class Estimate {
  private static final int LATEST = 5;

  private Estimate() {}

  /** The median of the latest runs of the workflow that succeeded; empty when there is none. */
  static Optional<Duration> of(Workflow workflow, List<RunInfo> runs) {
    List<Duration> took =
        runs.stream()
            .filter(run -> isOf(workflow, run.name()))
            .sorted(Comparator.comparing(RunInfo::createdAt).reversed())
            .flatMap(run -> took(run.status()))
            .limit(LATEST)
            .sorted()
            .toList();
    return took.isEmpty() ? Optional.empty() : Optional.of(took.get(took.size() / 2));
  }

  private static boolean isOf(Workflow workflow, String run) {
    String prefix = workflow.generateName();
    return prefix.isEmpty()
        ? run.equals(workflow.name())
        : run.startsWith(prefix) && run.length() <= prefix.length() + 5;
  }

  private static Stream<Duration> took(@Nullable WorkflowStatus status) {
    if (status == null || status.phase() != WorkflowPhase.SUCCEEDED) {
      return Stream.empty();
    }
    Instant from = status.startedAt();
    Instant to = status.finishedAt();
    return from == null || to == null ? Stream.empty() : Stream.of(Duration.between(from, to));
  }
}
