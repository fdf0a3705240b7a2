package io.argobuild.core.run;

/** What becomes of a run when whoever waits for it is interrupted. */
public enum InterruptPolicy {
  /** Running pods end, exit handlers run, artifacts are collected. */
  STOP,
  /** As {@link #STOP} without exit handlers. */
  TERMINATE,
  /** The run stays as it is, to be taken over by {@link WorkflowService#attach}. */
  DETACH
}
