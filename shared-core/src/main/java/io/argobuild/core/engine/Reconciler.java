package io.argobuild.core.engine;

import java.time.Instant;
import java.util.List;

/** Decides what happens next in a run. Pure: the same arguments give the same decision. */
public interface Reconciler {
  /**
   * @param state where the run is
   * @param observations what happened since, oldest first; may be empty
   * @param now the time, not before that of the last call
   */
  Decision reconcile(WorkflowState state, List<Observation> observations, Instant now);
}
