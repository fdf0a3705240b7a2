package io.argobuild.core.run;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import org.jspecify.annotations.Nullable;

/** What is told of a run while it goes on. */
public sealed interface RunEvent {

  /** The first event: where the pods will run. */
  record RuntimeChosen(RuntimeKind which, String why) implements RunEvent {}

  /**
   * The run is recorded and has a name.
   *
   * @param workflow as it will run, with its status when it was taken over
   * @param attached whether it was taken over
   */
  record Started(Workflow workflow, boolean attached) implements RunEvent {}

  /** A run that had ended will go on by this plan; told before anything is done. */
  record RetryPlanned(RetryPlan plan) implements RunEvent {}

  /**
   * A node is new or differs; told once it is durable.
   *
   * @param before null when it is new
   */
  record NodeChanged(@Nullable NodeStatus before, NodeStatus after) implements RunEvent {}

  /**
   * The workflow's own status differs, its phase, message or progress.
   *
   * @param suspended whether {@code spec.suspend} holds it
   */
  record StatusChanged(WorkflowStatus before, WorkflowStatus after, boolean suspended)
      implements RunEvent {}

  /**
   * A line that a container wrote.
   *
   * @param displayName of the node
   * @param line without its end
   */
  record PodLog(String nodeId, String displayName, String pod, String container, String line)
      implements RunEvent {}

  /**
   * Something people should know.
   *
   * @param code stable name
   */
  record Notice(String code, String message) implements RunEvent {}

  /**
   * A workflow that this run has made began to run, or has ended.
   *
   * @param phase {@code RUNNING} when it began
   */
  record ChildChanged(String name, WorkflowPhase phase) implements RunEvent {}

  /** Artifact GC has begun; {@code artifacts} is how many keys are to be deleted. */
  record GcStarted(int artifacts) implements RunEvent {}

  /** What artifact GC did; told even when there was nothing to delete. */
  record GcFinished(GcReport report) implements RunEvent {}

  /** The last event. */
  record Finished(RunOutcome outcome) implements RunEvent {}
}
