package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Entry;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Step;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.CallResolution;
import io.argobuild.core.template.OutputResolution;
import io.argobuild.core.template.OutputScope;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drives Steps nodes: one group after the other (Argo 4.1.2 {@code executeSteps}). */
final class StepsDriver {
  private static final String UNRESOLVED = "failed to resolve references: ";

  private final Drive drive;
  private final Pass pass;

  StepsDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  CallResult start(Call call, Template template, String scope) {
    if (!pass.hasBegun(call)) {
      pass.create(call, NodeType.Virtual.STEPS, NodePhase.RUNNING, "");
      NodeInputs.record(pass, call, template);
    }
    Frame.Steps frame =
        new Frame.Steps(
            call,
            template,
            scope,
            template.steps(),
            Captures.results(template, "steps"),
            0,
            new OutputScope());
    pass.frame(frame);
    advance(frame);
    return CallResult.STARTED;
  }

  /** Goes on from the group that runs: enters it, or leaves it if it has ended. */
  void advance(Frame.Steps start) {
    Frame.Steps frame = start;
    while (pass.frame(frame.call().id()) != null) {
      if (frame.group() >= frame.groups().size()) {
        succeed(frame);
        return;
      }
      Call group = groupCall(frame);
      NodeStatus node = pass.node(group.id());
      if (node == null) {
        node = create(frame, group);
      }
      Turns.begin(pass, group.id());
      if (!node.isFulfilled()) {
        if (pass.frame(group.id()) != null || !enter(frame, group)) {
          return;
        }
        node = pass.existing(group.id());
        if (!node.isFulfilled()) {
          return;
        }
      } else {
        resumeDaemons(frame, group, node);
      }
      if (node.isFailedOrError()) {
        finish(frame, NodePhase.FAILED, node.message());
        return;
      }
      OutputScope outputs = leave(frame);
      if (outputs == null) {
        return;
      }
      frame = frame.withGroup(frame.group() + 1, outputs);
      pass.frame(frame);
    }
  }

  private Call groupCall(Frame.Steps frame) {
    Call call = frame.call();
    String name = call.name() + '[' + frame.group() + ']';
    String id = NodeId.of(pass.workflow().name(), name);
    return new Call(
        new Entry(Fields.NOTHING),
        name,
        id,
        frame.scope(),
        call.id(),
        call.id(),
        id,
        NodeFlag.EMPTY,
        call.exitHandler(),
        false,
        call.depth() + 1,
        call.stack());
  }

  private NodeStatus create(Frame.Steps frame, Call group) {
    NodeStatus node = pass.create(group, NodeType.Virtual.STEP_GROUP, NodePhase.RUNNING, "");
    if (frame.group() == 0) {
      pass.linkNew(frame.call().id(), group.id());
      return node;
    }
    String beforeName = frame.call().name() + '[' + (frame.group() - 1) + ']';
    NodeStatus before = pass.existing(NodeId.of(pass.workflow().name(), beforeName));
    if (before.children().isEmpty()) {
      pass.linkNew(before.id(), group.id());
      return node;
    }
    Set<String> outbound = new LinkedHashSet<>();
    for (String child : before.children()) {
      NodeStatus member = pass.node(child);
      if (member != null) {
        outbound.addAll(Outbound.of(member, pass::node));
      }
    }
    outbound.forEach(id -> pass.linkNew(id, group.id()));
    return node;
  }

  /** Resolves and expands the group's steps and starts them; false while a variable is missing. */
  private boolean enter(Frame.Steps frame, Call group) {
    List<Call> members = new ArrayList<>();
    try {
      for (Step step : frame.groups().get(frame.group())) {
        members.addAll(members(frame, group, step));
      }
    } catch (TemplateException e) {
      if (e.isMissingVariable()) {
        pass.stalled().put(frame.call().id(), e.text());
        return false;
      }
      pass.mark(group.id(), NodePhase.ERROR, e.text());
      return true;
    }
    Frame.Group next = Frame.Group.of(group, members, frame.outputs());
    pass.frame(next);
    drive.groups.advance(next, Set.of());
    return true;
  }

  /** Takes up the daemons of a group that has ended before. */
  private void resumeDaemons(Frame.Steps frame, Call group, NodeStatus node) {
    if (node.children().stream().noneMatch(this::isLostDaemon)) {
      return;
    }
    try {
      for (Step step : frame.groups().get(frame.group())) {
        for (Call member : members(frame, group, step)) {
          if (isLostDaemon(member.id())) {
            drive.caller.call(member);
          }
        }
      }
    } catch (TemplateException e) {
      // The group ran once with these very arguments; without a frame the daemon is ended.
      pass.stalled().put(frame.call().id(), e.text());
    }
  }

  private boolean isLostDaemon(String id) {
    NodeStatus node = pass.node(id);
    return node != null && node.daemoned() && pass.frame(id) == null;
  }

  private List<Call> members(Frame.Steps frame, Call group, Step step) throws TemplateException {
    ObjectNode resolved;
    Variables variables =
        Drive.withInputs(frame.outputs().over(drive.globals.variables()), frame.template());
    try {
      CallResolution resolution =
          new CallResolution(
              variables, frame.outputs(), drive.references(frame.outputs(), frame.template()));
      resolved = resolution.resolve(step.raw(), true);
      if (!step.isLoop()) {
        CallResolution.holds(new Step(resolved).when());
      }
    } catch (TemplateException e) {
      throw e.isMissingVariable() ? e : new TemplateException(UNRESOLVED + e.text());
    }
    boolean capture = frame.captured().contains(step.name());
    List<Call> members = new ArrayList<>();
    for (ObjectNode expanded : Expansion.of(new Step(resolved), variables)) {
      members.add(drive.groups.member(group, new Step(expanded), frame.call(), capture));
    }
    if (members.isEmpty()) {
      drive.groups.skipEmpty(drive.groups.member(group, new Step(resolved), frame.call(), false));
    }
    return members;
  }

  /** With the outputs of a group that succeeded; null if that ended the node. */
  private @Nullable OutputScope leave(Frame.Steps frame) {
    Call group = groupCall(frame);
    OutputScope outputs = frame.outputs().copy();
    try {
      for (Step step : frame.groups().get(frame.group())) {
        MemberOutputs.add(drive, outputs, "steps." + step.name(), group, step, true);
      }
      return outputs;
    } catch (TemplateException e) {
      finish(frame, NodePhase.ERROR, e.text());
      return null;
    }
  }

  private void succeed(Frame.Steps frame) {
    try {
      Variables variables =
          Drive.withInputs(frame.outputs().over(drive.globals.variables()), frame.template());
      ObjectNode outputs =
          new OutputResolution(
                  frame.outputs(), variables, drive.references(frame.outputs(), frame.template()))
              .resolve(frame.template());
      if (outputs != null) {
        GlobalOutputs.set(pass, frame.call().id(), outputs);
      }
      finish(frame, NodePhase.SUCCEEDED, null);
    } catch (TemplateException e) {
      drive.failures.raise(frame.call(), e.text());
    }
  }

  private void finish(Frame.Steps frame, NodePhase phase, @Nullable String message) {
    setOutbound(frame);
    pass.mark(frame.call().id(), phase, message);
    drive.podEnds.endDaemons(frame.call().id());
    pass.done(frame.call());
  }

  /**
   * Ends nodes that wait for a variable for good.
   *
   * @param stalled reasons by node
   */
  boolean failStalled(java.util.Map<String, String> stalled) {
    boolean any = false;
    for (var entry : stalled.entrySet()) {
      if (pass.frame(entry.getKey()) instanceof Frame.Steps frame) {
        Call group = groupCall(frame);
        pass.mark(group.id(), NodePhase.ERROR, UNRESOLVED + entry.getValue());
        pass.drive(frame.call());
        any = true;
      }
    }
    return any;
  }

  private void setOutbound(Frame.Steps frame) {
    int last = Math.min(frame.group(), frame.groups().size() - 1);
    if (last < 0) {
      return;
    }
    String name = frame.call().name() + '[' + last + ']';
    NodeStatus group = pass.node(NodeId.of(pass.workflow().name(), name));
    if (group == null) {
      return;
    }
    Set<String> outbound = new LinkedHashSet<>();
    for (String child : group.children()) {
      NodeStatus member = pass.node(child);
      if (member != null) {
        outbound.addAll(Outbound.of(member, pass::node));
      }
    }
    NodeStatus node = pass.existing(frame.call().id());
    pass.put(node.toBuilder().outboundNodes(List.copyOf(outbound)).build());
  }
}
