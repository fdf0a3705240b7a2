package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.util.Optional;

/** How long a finished run is kept, as {@code ttlStrategy} says (Argo 4.1.2). */
final class TimeToLive {
  private TimeToLive() {}

  /**
   * When the run is to be deleted; empty for never.
   *
   * @param own the workflow's own spec, which wins over that of its WorkflowTemplate
   */
  static Optional<Instant> end(WorkflowSpec own, WorkflowStatus status) {
    Instant finished = status.finishedAt();
    if (finished == null || !status.phase().isFulfilled()) {
      return Optional.empty();
    }
    JsonNode strategy = own.raw().path("ttlStrategy");
    if (!strategy.isObject()) {
      strategy = status.storedSpec().orElse(own).raw().path("ttlStrategy");
    }
    // An error is a failure too; Argo keeps its run for ever.
    String outcome =
        status.phase() == WorkflowPhase.SUCCEEDED ? "secondsAfterSuccess" : "secondsAfterFailure";
    Optional<Long> completion = Fields.number(strategy, "secondsAfterCompletion");
    return Fields.number(strategy, outcome).or(() -> completion).map(finished::plusSeconds);
  }
}
