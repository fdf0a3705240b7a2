package io.argobuild.core.run;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param workflow the manifest with its status
 * @param phase {@code RUNNING} when {@code detached}
 * @param detached whether the run was left as it was, to be taken over later
 * @param failure what failed; null when nothing did
 * @param outputs the workflow's output parameters
 * @param gc what artifact GC did; null when it did not run
 */
public record RunOutcome(
    Workflow workflow,
    WorkflowPhase phase,
    boolean detached,
    @Nullable Failure failure,
    Map<String, String> outputs,
    @Nullable GcReport gc) {

  public RunOutcome {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  public String name() {
    return workflow.name();
  }

  public boolean isSucceeded() {
    return phase == WorkflowPhase.SUCCEEDED;
  }

  /**
   * The node to look at first.
   *
   * @param node the first pod that failed, or the node nearest to the cause; null when the workflow
   *     failed before it had one
   * @param message of the node or the workflow
   * @param exitCode of the container; empty when it did not end by itself
   * @param lastLines the end of its log, at most 20 lines
   */
  public record Failure(
      @Nullable NodeStatus node, String message, String exitCode, List<String> lastLines) {
    public Failure {
      lastLines = List.copyOf(lastLines);
    }

    /** What was wrong outside of the node's own program; empty when that failed. */
    public Optional<Problem> problem() {
      return NodeProblems.of(node, message);
    }
  }
}
