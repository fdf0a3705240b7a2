package io.argobuild.core.run;

import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.status.NodeStatus;
import java.util.List;

/** Where a run's changes are made durable; they are once the call returns. */
interface Journal {
  /**
   * @param next the state with the changes
   * @param changed nodes that are new or differ
   * @param statusChanged whether anything but nodes differs
   */
  void write(WorkflowState next, List<NodeStatus> changed, boolean statusChanged);
}
