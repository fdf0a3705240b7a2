package io.argobuild.core.engine;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;

/**
 * Errors of executing a node that show only after it was started. They reach what is around it as
 * if it had not started at all (Argo 4.1.2 returns them through the template around).
 */
final class Failures {
  private final Drive drive;
  private final Pass pass;

  Failures(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /** Ends a node as an error and tells its parent. */
  void raise(Call call, String message) {
    pass.mark(call.id(), NodePhase.ERROR, message);
    pass.done(call);
    passOn(call, message);
  }

  /** Tells what is around a node that has ended as an error. */
  void passOn(Call call, String message) {
    Frame owner = pass.frame(call.ownerId());
    if (call.ownerId().isEmpty()) {
      if (call.id().equals(pass.workflow().name())) {
        drive.end.fail("error in entry template execution: " + message);
      }
    } else if (owner instanceof Frame.Group group && isStepGroup(group.call())) {
      endGroup(
          group.call(),
          NodePhase.ERROR,
          "step group deemed errored due to child " + call.name() + " error: " + message);
    } else if (owner instanceof Frame.Group || owner instanceof Frame.Dag) {
      pass.mark(call.id(), NodePhase.ERROR, "task '" + call.name() + "' errored: " + message);
    }
  }

  /** A node that waited too long for its pod ends the step group around, whatever it continues. */
  void timedOut(Call call) {
    Frame owner = pass.frame(call.ownerId());
    if (owner instanceof Frame.Group group && isStepGroup(group.call())) {
      endGroup(group.call(), NodePhase.FAILED, "timeout");
    } else if (call.id().equals(pass.workflow().name())) {
      drive.end.fail("error in entry template execution: timeout");
    }
  }

  /** Ends a group at once; members that still run are ended with their pods. */
  void endGroup(Call group, NodePhase phase, String message) {
    pass.mark(group.id(), phase, message);
    pass.done(group);
  }

  private boolean isStepGroup(Call call) {
    NodeStatus node = pass.node(call.id());
    return node != null && node.type() == NodeType.Virtual.STEP_GROUP;
  }
}
