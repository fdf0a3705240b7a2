package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Dag;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.OutputResolution;
import io.argobuild.core.template.OutputScope;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Drives DAG nodes: each task when those it waits for are done (Argo 4.1.2 {@code executeDAG}). */
final class DagDriver {
  private final Drive drive;
  private final Pass pass;
  private final DagTasks tasks;

  DagDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
    this.tasks = new DagTasks(drive);
  }

  CallResult start(Call call, Template template, String scope) {
    DagPlan plan;
    try {
      plan = DagPlan.of(template.dag().orElseGet(() -> new Dag(template.raw())));
    } catch (TemplateException e) {
      return drive.caller.fail(call, e.text());
    }
    if (!pass.hasBegun(call)) {
      pass.create(call, NodeType.Virtual.DAG, NodePhase.RUNNING, "");
      NodeInputs.record(pass, call, template);
    }
    Map<String, String> taskOf = new HashMap<>();
    List<String> ready = new ArrayList<>();
    int begun = 0;
    for (String task : plan.order()) {
      String id = DagTasks.id(pass, call, task);
      taskOf.put(id, task);
      if (plan.dependenciesOf(task).isEmpty()) {
        // What is there already takes its place without being asked, and comes first: it may be
        // what others wait for.
        ready.add(Turns.hasBegun(pass, id) ? begun++ : ready.size(), task);
      }
    }
    Frame.Dag frame =
        new Frame.Dag(
            call,
            template,
            scope,
            plan,
            Map.copyOf(taskOf),
            Captures.results(template, "tasks"),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            TreePVector.from(ready));
    pass.frame(frame);
    advance(frame, Set.of());
    return CallResult.STARTED;
  }

  void advance(Frame.Dag start, Set<String> changed) {
    try {
      take(start, changed);
    } catch (HookException e) {
      drive.failures.raise(start.call(), e.text());
    }
  }

  private void take(Frame.Dag start, Set<String> changed) throws HookException {
    Turn turn = new Turn(start);
    for (String id : changed) {
      String task = start.taskOf().get(id);
      Call member = task == null ? null : turn.open.get(task);
      if (task != null && member != null && isSettled(start, task, member)) {
        turn.open = turn.open.minus(task);
        turn.finish(task);
      }
    }
    turn.startReady();
    if (pass.existing(start.call().id()).phase().isTerminal()) {
      return;
    }
    Frame.Dag frame = start.with(turn.awaited, turn.open, turn.ready);
    pass.frame(frame);
    if (drive.shutdown.failsFast(frame.call().id())) {
      turn.open.values().forEach(call -> drive.gates.wake(call.id()));
    }
    if (turn.open.isEmpty() && (turn.ready.isEmpty() || startsNothingMore(frame))) {
      assess(frame);
    }
  }

  /**
   * Whether tasks that may start never will. Argo also gives up on tasks that a limit keeps back
   * while nothing else of the DAG runs and one of its targets has failed, which is chance.
   */
  private boolean startsNothingMore(Frame.Dag frame) {
    return isShutDown(frame) || drive.shutdown.failsFast(frame.call().id());
  }

  private boolean isShutDown(Frame.Dag frame) {
    return drive.shutdown.isOn() && !frame.call().exitHandler();
  }

  private boolean isSettled(Frame.Dag frame, String task, Call member) throws HookException {
    OutputScope scope =
        member.invocation().hooks().isEmpty() ? new OutputScope() : tasks.scopeQuietly(frame, task);
    return drive.hooks.isSettled(member, "tasks." + task, scope);
  }

  /** One pass over the tasks that may start. */
  private final class Turn {
    private final Frame.Dag frame;
    private PVector<String> ready;
    private PMap<String, Integer> awaited;
    private PMap<String, Call> open;

    Turn(Frame.Dag frame) {
      this.frame = frame;
      this.ready = frame.ready();
      this.awaited = frame.awaited();
      this.open = frame.open();
    }

    /** Counts the task off at those that wait for it; it ends only once. */
    void finish(String task) {
      for (String dependent : frame.plan().dependentsOf(task)) {
        Integer known = awaited.get(dependent);
        int left = (known == null ? frame.plan().dependencyCount(dependent) : known) - 1;
        awaited = awaited.plus(dependent, left);
        String id = DagTasks.id(pass, frame.call(), dependent);
        if (left == 0 && frame.taskOf().containsKey(id)) {
          ready = Turns.hasBegun(pass, id) ? ready.plus(0, dependent) : ready.plus(dependent);
        }
      }
    }

    void startReady() throws HookException {
      List<String> kept = new ArrayList<>();
      while (!ready.isEmpty()) {
        String task = ready.get(0);
        Call member = tasks.start(frame, task);
        if (member == null && tasks.isBlocked()) {
          pass.block(frame.call().id());
          break;
        }
        ready = ready.minus(0);
        if (member == null) {
          kept.add(task);
        } else if (isSettled(frame, task, member)) {
          finish(task);
        } else {
          open = open.plus(task, member);
        }
      }
      ready = ready.plusAll(0, kept);
    }
  }

  /**
   * Ends tasks that wait for a variable for good.
   *
   * @param stalled reasons by DAG node
   */
  boolean failStalled(Map<String, String> stalled) {
    boolean any = false;
    for (var entry : stalled.entrySet()) {
      if (pass.frame(entry.getKey()) instanceof Frame.Dag frame && !frame.ready().isEmpty()) {
        String task = frame.ready().get(0);
        tasks.fail(frame, task, entry.getValue());
        Call member = tasks.callOf(frame, task);
        pass.frame(
            frame.with(frame.awaited(), frame.open().plus(task, member), frame.ready().minus(0)));
        pass.queue().add(frame.call().id(), member.id(), frame.call().depth());
        any = true;
      }
    }
    return any;
  }

  private void assess(Frame.Dag frame) {
    Dag dag = frame.template().dag().orElseThrow();
    if (isShutDown(frame)) {
      finish(frame, NodePhase.FAILED, null);
      return;
    }
    if (drive.shutdown.failsFast(frame.call().id())) {
      finish(frame, NodePhase.FAILED, Shutdown.FAIL_FAST);
      return;
    }
    List<DagAssessment.Target> targets = new ArrayList<>();
    for (String target : frame.plan().targets()) {
      DagTask task = frame.plan().tasks().get(target);
      targets.add(
          new DagAssessment.Target(
              DagTasks.id(pass, frame.call(), target),
              task != null && task.continuesOnFailed(),
              task != null && task.continuesOnError()));
    }
    NodePhase phase =
        DagAssessment.assess(pass.existing(frame.call().id()), targets, dag.failFast(), pass::node);
    if (phase == NodePhase.SUCCEEDED) {
      succeed(frame);
    } else if (phase.isFailedOrError()) {
      finish(frame, phase, null);
    }
  }

  private void succeed(Frame.Dag frame) {
    try {
      OutputScope scope = tasks.scopeOfOutputs(frame);
      Variables variables =
          Drive.withInputs(scope.over(drive.globals.variables()), frame.template());
      ObjectNode outputs =
          new OutputResolution(scope, variables, drive.references(scope, frame.template()))
              .resolve(frame.template());
      if (outputs != null) {
        GlobalOutputs.set(pass, frame.call().id(), outputs);
      }
      finish(frame, NodePhase.SUCCEEDED, null);
    } catch (TemplateException e) {
      drive.failures.raise(frame.call(), e.text());
    }
  }

  private void finish(Frame.Dag frame, NodePhase phase, @Nullable String message) {
    Set<String> outbound = new LinkedHashSet<>();
    for (String target : frame.plan().targets()) {
      NodeStatus node = pass.node(NodeId.of(pass.workflow().name(), name(frame, target)));
      if (node != null) {
        outbound.addAll(Outbound.of(node, pass::node));
      }
    }
    NodeStatus dag = pass.existing(frame.call().id());
    pass.put(dag.toBuilder().outboundNodes(List.copyOf(outbound)).build());
    pass.mark(dag.id(), phase, message);
    drive.podEnds.endDaemons(dag.id());
    pass.done(frame.call());
  }

  private static String name(Frame.Dag frame, String task) {
    return frame.call().name() + '.' + task;
  }
}
