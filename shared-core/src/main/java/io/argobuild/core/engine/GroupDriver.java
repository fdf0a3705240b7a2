package io.argobuild.core.engine;

import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.CallResolution;
import io.argobuild.core.template.TemplateException;
import java.util.Set;
import org.pcollections.PSet;

/**
 * Drives StepGroup and TaskGroup nodes: members side by side, as many as limits allow. Looks at
 * members that changed, not at all of them.
 */
final class GroupDriver {
  private final Drive drive;
  private final Pass pass;

  GroupDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /** The call of a step, or of a task's item, in a group. */
  Call member(Call group, Invocation invocation, Call around, boolean capture) {
    String prefix = isTaskGroup(group, around) ? around.name() : group.name();
    String name = prefix + '.' + invocation.name();
    String id = NodeId.of(pass.workflow().name(), name);
    return new Call(
        invocation,
        name,
        id,
        group.scope(),
        around.id(),
        group.id(),
        id,
        null,
        around.exitHandler(),
        capture,
        group.depth() + 1,
        around.stack() + 1);
  }

  private static boolean isTaskGroup(Call group, Call around) {
    return !group.name().startsWith(around.name() + '[');
  }

  /** Makes the node of a loop over nothing. */
  void skipEmpty(Call call) {
    if (pass.node(call.id()) == null) {
      pass.create(call, NodeType.Leaf.SKIPPED, NodePhase.SKIPPED, "Skipped, empty params");
      pass.linkNew(call.ownerId(), call.id());
    }
  }

  void advance(Frame.Group start, Set<String> changed) {
    try {
      take(start, changed);
    } catch (HookException e) {
      drive.failures.endGroup(start.call(), NodePhase.ERROR, e.text());
    }
  }

  private void take(Frame.Group start, Set<String> changed) throws HookException {
    PSet<String> open = start.open();
    for (String id : changed) {
      Call member = start.byId().get(id);
      if (member != null && open.contains(id) && isSettled(start, member)) {
        open = open.minus(id);
      }
    }
    int next = start.next();
    if (next == 0 && !takeUp(start)) {
      pass.done(start.call());
      return;
    }
    while (next < start.members().size()) {
      Call member = start.members().get(next);
      Launch launch = launch(start, member);
      if (launch == Launch.ENDED) {
        pass.done(start.call());
        return;
      }
      if (launch == Launch.BLOCKED) {
        pass.block(start.call().id());
        break;
      }
      if (!isSettled(start, member)) {
        open = open.plus(member.id());
      }
      next++;
    }
    if (pass.existing(start.call().id()).phase().isTerminal()) {
      return;
    }
    Frame.Group frame = start.with(next, open);
    pass.frame(frame);
    if (failsFast(frame)) {
      open.forEach(id -> drive.gates.wake(id));
    }
    if (open.isEmpty() && (next == start.members().size() || failsFast(frame))) {
      finish(frame, next == start.members().size());
    }
  }

  /**
   * Takes up members that have begun, before any other that may have to wait for them; false if
   * that ended the group.
   */
  private boolean takeUp(Frame.Group group) {
    for (Call member : group.members()) {
      NodeStatus node = pass.node(member.id());
      if (node != null
          && !node.isFulfilled()
          && Turns.hasBegun(pass, member.id())
          && launch(group, member) == Launch.ENDED) {
        return false;
      }
    }
    return true;
  }

  private boolean isSettled(Frame.Group group, Call member) throws HookException {
    return drive.hooks.isSettled(member, kind(group) + baseName(member), group.outputs());
  }

  private String kind(Frame.Group group) {
    return isStepGroup(group.call()) ? "steps." : "tasks.";
  }

  private boolean isStepGroup(Call call) {
    return pass.existing(call.id()).type() == NodeType.Virtual.STEP_GROUP;
  }

  private static String baseName(Call member) {
    String name = member.invocation().name();
    int item = name.indexOf('(');
    return item < 0 ? name : name.substring(0, item);
  }

  private enum Launch {
    STARTED,
    BLOCKED,
    /** The group itself has ended by it. */
    ENDED
  }

  private Launch launch(Frame.Group group, Call member) {
    boolean isNew = pass.node(member.id()) == null;
    if (isNew) {
      try {
        if (!CallResolution.holds(member.invocation().when())) {
          skip(member, NodePhase.SKIPPED, "when '%s' evaluated false");
          return Launch.STARTED;
        }
      } catch (TemplateException e) {
        return failedWhen(group, member, e.text());
      }
    }
    CallResult result = drive.caller.call(member);
    if (result instanceof CallResult.Blocked) {
      return Launch.BLOCKED;
    }
    if (isNew && pass.node(member.id()) != null) {
      pass.linkNew(group.call().id(), member.id());
    }
    if (result instanceof CallResult.Errored errored) {
      return errored(group, member, errored.message());
    }
    if (result instanceof CallResult.TimedOut && isStepGroup(group.call())) {
      pass.mark(group.call().id(), NodePhase.FAILED, "timeout");
      return Launch.ENDED;
    }
    return Launch.STARTED;
  }

  private void skip(Call member, NodePhase phase, String message) {
    String text = message.replace("%s", member.invocation().when());
    pass.create(member, NodeType.Leaf.SKIPPED, phase, text);
    pass.linkNew(member.ownerId(), member.id());
  }

  private Launch failedWhen(Frame.Group group, Call member, String message) {
    skip(member, NodePhase.ERROR, message);
    if (!isStepGroup(group.call())) {
      return Launch.STARTED;
    }
    pass.mark(group.call().id(), NodePhase.ERROR, message);
    return Launch.ENDED;
  }

  private Launch errored(Frame.Group group, Call member, String message) {
    if (isStepGroup(group.call())) {
      pass.mark(
          group.call().id(),
          NodePhase.ERROR,
          "step group deemed errored due to child " + member.name() + " error: " + message);
      return Launch.ENDED;
    }
    pass.mark(member.id(), NodePhase.ERROR, "task '" + member.name() + "' errored: " + message);
    return Launch.STARTED;
  }

  private boolean failsFast(Frame.Group group) {
    return drive.shutdown.failsFast(group.call().boundaryId());
  }

  private void finish(Frame.Group group, boolean complete) {
    NodeStatus node = pass.existing(group.call().id());
    if (node.type() == NodeType.Virtual.STEP_GROUP) {
      finishSteps(group, node);
    } else {
      NodePhase phase = NodePhase.SUCCEEDED;
      for (String id : node.children()) {
        NodeStatus child = pass.node(id);
        if (child != null && child.isFailedOrError()) {
          phase = child.phase();
        }
      }
      if (!complete && phase == NodePhase.SUCCEEDED) {
        phase = NodePhase.FAILED;
      }
      pass.mark(node.id(), phase, null);
    }
    pass.done(group.call());
  }

  private void finishSteps(Frame.Group group, NodeStatus node) {
    if (failsFast(group)) {
      pass.mark(node.id(), NodePhase.FAILED, Shutdown.FAIL_FAST);
      return;
    }
    for (String id : node.children()) {
      NodeStatus child = pass.node(id);
      Call member = group.byId().get(id);
      if (child != null && child.isFailedOrError() && !continues(child, member)) {
        pass.mark(node.id(), NodePhase.FAILED, "child '" + id + "' failed");
        return;
      }
    }
    pass.mark(node.id(), NodePhase.SUCCEEDED, null);
  }

  private static boolean continues(
      NodeStatus child, @org.jspecify.annotations.Nullable Call member) {
    return member != null
        && (child.phase() == NodePhase.FAILED
            ? member.invocation().continuesOnFailed()
            : member.invocation().continuesOnError());
  }
}
