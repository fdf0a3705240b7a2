package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.CallResolution;
import io.argobuild.core.template.DependsExpression;
import io.argobuild.core.template.OutputScope;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts the tasks of a DAG (Argo 4.1.2 {@code executeDAGTask}, Argo 4.1.2). */
final class DagTasks {
  private static final Pattern REFERENCE = Pattern.compile("tasks(?:\\.|\\['|\\[\\\\?\")([-\\w]+)");

  private final Drive drive;
  private final Pass pass;
  private boolean blocked;

  DagTasks(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  static String id(Pass pass, Call dag, String task) {
    return NodeId.of(pass.workflow().name(), dag.name() + '.' + task);
  }

  /** Whether the last start met a limit. */
  boolean isBlocked() {
    return blocked;
  }

  /**
   * Starts a task whose dependencies are done, or takes it up again.
   *
   * @return its call, or null while it can't start
   */
  @Nullable Call start(Frame.Dag frame, String name) {
    blocked = false;
    DagTask task = frame.plan().tasks().get(name);
    if (task == null) {
      return null;
    }
    Call call = call(frame, task);
    NodeStatus node = pass.node(call.id());
    if (node != null && node.type() == NodeType.Leaf.SKIPPED) {
      return call;
    }
    try {
      DependsExpression depends = frame.plan().depends().get(name);
      if (node == null && depends != null && !holds(frame, depends)) {
        skip(frame, call, NodePhase.OMITTED, "omitted: depends condition not met");
        return call;
      }
      return startResolved(frame, task, call, node);
    } catch (TemplateException e) {
      if (e.isMissingVariable()) {
        pass.stalled().put(frame.call().id(), e.text());
        return null;
      }
      if (node == null) {
        skip(frame, call, NodePhase.ERROR, e.text());
      }
      return call;
    }
  }

  private @Nullable Call startResolved(
      Frame.Dag frame, DagTask task, Call bare, @Nullable NodeStatus node)
      throws TemplateException {
    OutputScope scope;
    try {
      scope = scope(frame, task.name(), task.raw().toString());
    } catch (TemplateException e) {
      // Outputs that can't be joined are an error of the DAG, not only of who asks for them.
      skip(frame, bare, NodePhase.ERROR, e.text());
      drive.failures.raise(frame.call(), e.text());
      return bare;
    }
    Variables variables = Drive.withInputs(scope.over(drive.globals.variables()), frame.template());
    ObjectNode resolved =
        new CallResolution(variables, scope, drive.references(scope, frame.template()))
            .resolve(task.raw(), false);
    boolean capture = frame.captured().contains(task.name());
    Call call = withInvocation(bare, new DagTask(resolved), capture);
    if (task.isLoop()) {
      return startLoop(frame, task, call, variables, scope, capture);
    }
    if (node == null && !CallResolution.holds(call.invocation().when())) {
      String reason = "when '" + call.invocation().when() + "' evaluated false";
      skip(frame, call, NodePhase.SKIPPED, reason);
      return call;
    }
    CallResult result = drive.caller.call(call);
    if (result instanceof CallResult.Blocked) {
      blocked = true;
      return null;
    }
    if (node == null) {
      connect(frame, task.name(), call.id());
    }
    if (result instanceof CallResult.Errored errored) {
      String message = "task '" + call.name() + "' errored: " + errored.message();
      pass.mark(call.id(), NodePhase.ERROR, message);
    }
    return call;
  }

  private Call startLoop(
      Frame.Dag frame,
      DagTask task,
      Call call,
      Variables variables,
      OutputScope scope,
      boolean capture)
      throws TemplateException {
    List<ObjectNode> items = Expansion.of(call.invocation(), variables);
    if (items.isEmpty()) {
      skip(frame, call, NodePhase.SKIPPED, "Skipped, empty params");
      return call;
    }
    Call group = withFlag(withInvocation(call, withoutHooks(task), capture), NodeFlag.EMPTY);
    if (pass.node(call.id()) == null) {
      pass.create(group, NodeType.Virtual.TASK_GROUP, NodePhase.RUNNING, "");
      connect(frame, task.name(), call.id());
    }
    Turns.begin(pass, call.id());
    List<Call> members =
        items.stream()
            .map(item -> drive.groups.member(group, new DagTask(item), frame.call(), capture))
            .toList();
    if (pass.existing(call.id()).isFulfilled()) {
      // It has ended before: members without a node stay without, daemons are taken up again.
      members.stream().filter(m -> pass.node(m.id()) != null).forEach(drive.caller::call);
      return group;
    }
    Frame.Group next = Frame.Group.of(group, members, scope);
    pass.frame(next);
    drive.groups.advance(next, Set.of());
    return group;
  }

  /** Hooks of a loop are those of its items. */
  private static DagTask withoutHooks(DagTask task) {
    ObjectNode raw = task.raw().objectNode();
    raw.setAll(task.raw());
    raw.remove(List.of("hooks", "onExit"));
    return new DagTask(raw);
  }

  Call callOf(Frame.Dag frame, String name) {
    DagTask task = frame.plan().tasks().get(name);
    if (task == null) {
      throw new IllegalStateException("no task " + name);
    }
    return call(frame, task);
  }

  /** Ends a task that never started. */
  void fail(Frame.Dag frame, String name, String message) {
    skip(frame, callOf(frame, name), NodePhase.ERROR, message);
  }

  private void skip(Frame.Dag frame, Call call, NodePhase phase, String message) {
    pass.create(withFlag(call, NodeFlag.EMPTY), NodeType.Leaf.SKIPPED, phase, message);
    connect(frame, call.invocation().name(), call.id());
  }

  /** Links a new node below what it waited for, or below the DAG. */
  private void connect(Frame.Dag frame, String task, String id) {
    List<String> dependencies = frame.plan().dependenciesOf(task);
    if (dependencies.isEmpty()) {
      pass.linkNew(frame.call().id(), id);
      return;
    }
    Set<String> parents = new LinkedHashSet<>();
    for (String dependency : dependencies) {
      NodeStatus node = pass.node(id(pass, frame.call(), dependency));
      if (node != null) {
        parents.addAll(Outbound.of(node, pass::node));
      }
    }
    parents.forEach(parent -> pass.linkNew(parent, id));
  }

  private Call call(Frame.Dag frame, DagTask task) {
    Call dag = frame.call();
    String id = id(pass, dag, task.name());
    return new Call(
        task,
        dag.name() + '.' + task.name(),
        id,
        frame.scope(),
        dag.id(),
        dag.id(),
        id,
        null,
        dag.exitHandler(),
        false,
        dag.depth() + 1,
        dag.stack() + 1);
  }

  private static Call withInvocation(Call call, DagTask task, boolean capture) {
    return new Call(
        task,
        call.name(),
        call.id(),
        call.scope(),
        call.boundaryId(),
        call.ownerId(),
        call.memberId(),
        call.flag(),
        call.exitHandler(),
        capture,
        call.depth(),
        call.stack());
  }

  private static Call withFlag(Call call, NodeFlag flag) {
    return new Call(
        call.invocation(),
        call.name(),
        call.id(),
        call.scope(),
        call.boundaryId(),
        call.ownerId(),
        call.memberId(),
        flag,
        call.exitHandler(),
        call.captureResult(),
        call.depth(),
        call.stack());
  }

  private boolean holds(Frame.Dag frame, DependsExpression depends) throws TemplateException {
    try {
      return depends.evaluate(
          (task, result) -> {
            NodeStatus node = pass.node(id(pass, frame.call(), task));
            return node != null && DependsResults.holds(node, result, pass::node);
          });
    } catch (ProblemException e) {
      throw new TemplateException(e.problem().message());
    }
  }

  /** Outputs of the tasks before one that a text refers to. */
  private OutputScope scope(Frame.Dag frame, String name, String text) throws TemplateException {
    OutputScope scope = new OutputScope();
    for (String referenced : references(text)) {
      DagTask task = frame.plan().tasks().get(referenced);
      if (task != null && frame.plan().isAncestor(referenced, name)) {
        MemberOutputs.add(drive, scope, "tasks." + referenced, frame.call(), task, false);
      }
    }
    return scope;
  }

  /** For hooks, where outputs that can't be joined count as not there. */
  OutputScope scopeQuietly(Frame.Dag frame, String name) {
    DagTask task = frame.plan().tasks().get(name);
    try {
      return task == null ? new OutputScope() : scope(frame, name, task.raw().toString());
    } catch (TemplateException e) {
      // The task itself has already failed for that.
      return new OutputScope();
    }
  }

  OutputScope scopeOfOutputs(Frame.Dag frame) throws TemplateException {
    OutputScope scope = new OutputScope();
    for (String name : references(frame.template().outputs().raw().toString())) {
      DagTask task = frame.plan().tasks().get(name);
      if (task != null) {
        MemberOutputs.add(drive, scope, "tasks." + name, frame.call(), task, false);
      }
    }
    return scope;
  }

  private static Set<String> references(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
