package io.argobuild.core.engine;

import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Entry;
import io.argobuild.core.manifest.LifecycleHook;
import io.argobuild.core.status.Condition;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The workflow's hooks, its exit handler and its end (Argo 4.1.2). */
final class WorkflowEnd {
  static final String ENDED = "ended with the workflow";

  private final Drive drive;
  private final Pass pass;

  WorkflowEnd(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  static WorkflowPhase phaseOf(NodeStatus root) {
    return switch (root.phase()) {
      case PENDING, RUNNING -> WorkflowPhase.RUNNING;
      case SUCCEEDED, SKIPPED, OMITTED -> WorkflowPhase.SUCCEEDED;
      case FAILED -> WorkflowPhase.FAILED;
      case ERROR -> WorkflowPhase.ERROR;
    };
  }

  /** Takes the workflow as far to its end as its nodes allow. */
  void advance() {
    NodeStatus root = pass.node(pass.workflow().name());
    if (root == null || (pass.spec().suspend() && !drive.shutdown.isOn())) {
      return;
    }
    boolean hooksDone = runHooks(root);
    root = pass.existing(root.id());
    if (!root.isFulfilled() || root.daemoned() || !hooksDone) {
      endRootDaemon(root);
      return;
    }
    // One that has started is waited for, also when it is being terminated.
    boolean handled =
        exitHook().isPresent() && (drive.shutdown.allowsExitHandlers() || hasExitHandler());
    NodeStatus exit = handled ? runExitHandler() : null;
    if (handled && (exit == null || !exit.isFulfilled())) {
      // A limit may keep it back; the next pod that ends makes room.
      return;
    }
    if (pass.plan().census().daemons().isEmpty()) {
      complete(root, exit);
    } else {
      drive.podEnds.endDaemons("");
    }
  }

  private void endRootDaemon(NodeStatus root) {
    if (root.daemoned()) {
      drive.podEnds.endDaemons("");
    }
  }

  private boolean runHooks(NodeStatus root) {
    boolean done = true;
    for (var hook : pass.spec().hooks().entrySet()) {
      if (!hook.getKey().equals(LifecycleHook.EXIT)) {
        done &= isHookDone(root, hook.getKey(), hook.getValue());
      }
    }
    return done;
  }

  private boolean isHookDone(NodeStatus root, String name, LifecycleHook hook) {
    String nodeName = pass.workflow().name() + ".hooks." + name;
    NodeStatus node = pass.node(NodeId.of(pass.workflow().name(), nodeName));
    if (node == null) {
      try {
        if (!ScopeExpressions.holds(
            hook.expression(), drive.globals.atEnd(phaseOf(root).argoName()))) {
          return true;
        }
      } catch (TemplateException e) {
        if (!e.isMissingVariable()) {
          fail(e.text());
        }
        return true;
      }
    } else if (node.isFulfilled()) {
      return true;
    }
    NodeStatus started = start(nodeName, withArguments(hook), false);
    if (node == null && started != null) {
      pass.linkNew(root.id(), started.id());
    }
    return started != null && started.isFulfilled();
  }

  private boolean hasExitHandler() {
    String name = pass.workflow().name();
    return pass.node(NodeId.of(name, name + ".onExit")) != null;
  }

  private @Nullable NodeStatus runExitHandler() {
    LifecycleHook exit = exitHook().orElseThrow();
    return start(pass.workflow().name() + ".onExit", withArguments(exit), true);
  }

  private Optional<LifecycleHook> exitHook() {
    String onExit = pass.spec().onExit();
    return onExit.isEmpty()
        ? Optional.ofNullable(pass.spec().hooks().get(LifecycleHook.EXIT))
        : Optional.of(new LifecycleHook(Entry.of(onExit, Arguments.NONE).raw()));
  }

  private LifecycleHook withArguments(LifecycleHook hook) {
    if (!hook.arguments().isEmpty()) {
      return hook;
    }
    var raw = hook.raw().objectNode();
    raw.setAll(hook.raw());
    raw.set("arguments", pass.spec().arguments().raw());
    return new LifecycleHook(raw);
  }

  private @Nullable NodeStatus start(String name, LifecycleHook hook, boolean exit) {
    String id = NodeId.of(pass.workflow().name(), name);
    NodeStatus node = pass.node(id);
    if (node != null && (node.isFulfilled() || pass.frame(id) != null)) {
      return node;
    }
    Call call =
        new Call(
            hook,
            name,
            id,
            drive.definitions.catalog().localScope(),
            "",
            "",
            id,
            NodeFlag.HOOKED,
            exit,
            false,
            0,
            0);
    try {
      var variables = drive.globals.atEnd(rootPhase());
      LifecycleHook resolved =
          new LifecycleHook(
              io.argobuild.core.template.ArgumentBinding.replaced(hook.raw(), variables));
      call =
          new Call(
              resolved, name, id, call.scope(), "", "", id, NodeFlag.HOOKED, exit, false, 0, 0);
      drive.caller.call(call);
    } catch (TemplateException e) {
      drive.caller.fail(call, e.text());
    }
    return pass.node(id);
  }

  private String rootPhase() {
    return phaseOf(pass.existing(pass.workflow().name())).argoName();
  }

  private void complete(NodeStatus root, @Nullable NodeStatus exit) {
    WorkflowPhase phase = phaseOf(root);
    String message = phase == WorkflowPhase.SUCCEEDED ? "" : root.message();
    if (phase != WorkflowPhase.SUCCEEDED && drive.shutdown.isOn()) {
      message = "Stopped with strategy '" + drive.shutdown.strategy() + "'";
    }
    if (phase == WorkflowPhase.SUCCEEDED && exit != null && exit.isFailedOrError()) {
      phase = exit.phase() == NodePhase.FAILED ? WorkflowPhase.FAILED : WorkflowPhase.ERROR;
      message = exit.message();
    }
    finish(phase, message);
  }

  /** Ends the workflow because of something outside its nodes. */
  void fail(String message) {
    NodeStatus root = pass.node(pass.workflow().name());
    if (root != null && !root.isFulfilled()) {
      pass.mark(root.id(), NodePhase.ERROR, "Workflow operation error");
    }
    finish(WorkflowPhase.ERROR, message);
  }

  void finish(WorkflowPhase phase, String message) {
    var status = pass.status();
    List<Condition> conditions =
        new java.util.ArrayList<>(
            status.conditions().stream().filter(c -> !c.type().equals("Completed")).toList());
    conditions.add(new Condition("Completed", "True", ""));
    Map<String, Long> resources =
        ResourceDurations.sum(
            pass.nodes().stream().filter(node -> node.type() == NodeType.Leaf.POD));
    pass.status(
        (resources.isEmpty()
                ? status
                : status.with(ResourceDurations.FIELD, ResourceDurations.json(resources)))
            .withPhase(phase, message)
            .withTimes(status.startedAt() == null ? pass.now() : status.startedAt(), pass.now())
            .withProgress(pass.plan().census().progress())
            .withConditions(conditions));
    pass.workflow(
        pass.workflow()
            .withLabels(
                Map.of(
                    "workflows.argoproj.io/phase",
                    phase.argoName(),
                    "workflows.argoproj.io/completed",
                    "true")));
    endLeftovers();
  }

  /** A workflow that ends early leaves no pod running. */
  private void endLeftovers() {
    drive.locks.end();
    for (var entry : pass.plan().pods().nodeOf().entrySet()) {
      pass.act(new Action.TerminatePod(entry.getKey(), Set.of(), null));
    }
    for (NodeStatus node : List.copyOf(pass.nodes())) {
      if (node.type() == NodeType.Leaf.CONTAINER) {
        continue;
      }
      if (!node.phase().isTerminal()) {
        pass.mark(node.id(), NodePhase.FAILED, ENDED);
        ContainerNodes.end(pass, node);
      } else if (!node.isFulfilled()) {
        // One that was stopped before, and whose pod's last words nobody takes any more.
        pass.put(node.toBuilder().synced(null).build());
      }
    }
    pass.plan(RunPlan.EMPTY.withCensus(pass.plan().census()));
  }
}
