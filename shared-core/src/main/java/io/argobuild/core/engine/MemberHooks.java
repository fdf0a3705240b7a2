package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.LifecycleHook;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.template.CallResolution;
import io.argobuild.core.template.OutputScope;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.Map;
import java.util.Optional;

/** Exit handlers and hooks of steps and tasks (Argo 4.1.2). */
final class MemberHooks {
  private final Drive drive;
  private final Pass pass;

  MemberHooks(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /**
   * Starts the hooks whose time has come.
   *
   * @param prefix of the member's variables, such as {@code steps.hello}
   * @return whether the member and all its hooks that have started are done
   * @throws HookException when a condition can't be evaluated
   */
  boolean isSettled(Call member, String prefix, OutputScope scope) throws HookException {
    NodeStatus node = pass.node(member.id());
    if (node == null) {
      return false;
    }
    Map<String, LifecycleHook> hooks = member.invocation().hooks();
    Optional<LifecycleHook> exit = member.invocation().exitHook();
    if (hooks.isEmpty() && exit.isEmpty()) {
      return node.isFulfilled();
    }
    boolean settled = true;
    for (var entry : hooks.entrySet()) {
      if (!entry.getKey().equals(LifecycleHook.EXIT)) {
        settled &= isHookDone(member, entry.getKey(), entry.getValue(), prefix, scope);
      }
    }
    if (exit.isPresent() && node.isCompleted() && drive.shutdown.allowsExitHandlers()) {
      settled &= isExitDone(member, exit.get(), prefix, scope);
    }
    boolean fulfilled = pass.existing(member.id()).isFulfilled();
    watch(member, hooks, fulfilled && settled);
    return fulfilled && settled;
  }

  /** A hook's condition may come true by any change, so it is looked at in every pass. */
  private void watch(Call member, Map<String, LifecycleHook> hooks, boolean done) {
    boolean conditional = hooks.keySet().stream().anyMatch(name -> !name.equals("exit"));
    if (conditional) {
      RunPlan.Member entry = new RunPlan.Member(member.ownerId(), member.memberId());
      var hooked = pass.plan().hooked();
      pass.plan(pass.plan().withHooked(done ? hooked.minus(entry) : hooked.plus(entry)));
    }
  }

  private boolean isExitDone(Call member, LifecycleHook hook, String prefix, OutputScope scope) {
    String name = member.name() + ".onExit";
    return isDone(member, name, hook, prefix, scope, true);
  }

  private boolean isHookDone(
      Call member, String hookName, LifecycleHook hook, String prefix, OutputScope scope)
      throws HookException {
    String name = member.name() + ".hooks." + hookName;
    if (pass.node(NodeId.of(pass.workflow().name(), name)) == null) {
      NodeStatus node = pass.existing(member.id());
      if (!node.isFulfilled() && node.phase() != NodePhase.RUNNING) {
        return true;
      }
      if (!holds(member, name, hook, prefix, scope)) {
        return true;
      }
    }
    return isDone(member, name, hook, prefix, scope, false);
  }

  private boolean holds(
      Call member, String name, LifecycleHook hook, String prefix, OutputScope scope)
      throws HookException {
    if (hook.expression().isEmpty()) {
      throw new HookException("Expression required for hook " + name);
    }
    try {
      return ScopeExpressions.holds(hook.expression(), own(member, prefix, scope));
    } catch (TemplateException e) {
      throw new HookException(e.text());
    }
  }

  private boolean isDone(
      Call member,
      String name,
      LifecycleHook hook,
      String prefix,
      OutputScope scope,
      boolean exit) {
    String id = NodeId.of(pass.workflow().name(), name);
    NodeStatus node = pass.node(id);
    if (node != null && node.isFulfilled()) {
      return true;
    }
    if (node != null && pass.frame(id) != null) {
      return false;
    }
    CallResult result;
    Call call = hookCall(member, name, id, hook, exit);
    try {
      call = hookCall(member, name, id, resolved(member, hook, prefix, scope, exit), exit);
      result = drive.caller.call(call);
    } catch (TemplateException e) {
      result = drive.caller.fail(call, e.text());
    }
    if (node == null && pass.node(id) != null) {
      pass.linkNew(member.id(), id);
    }
    if (result instanceof CallResult.Blocked && drive.shutdown.failsFast(member.boundaryId())) {
      // The template around has failed, so that this hook will never run.
      return true;
    }
    if (result instanceof CallResult.Blocked) {
      pass.block(member.ownerId(), member.memberId());
      return false;
    }
    NodeStatus after = pass.node(id);
    return after != null && after.isFulfilled();
  }

  private LifecycleHook resolved(
      Call member, LifecycleHook hook, String prefix, OutputScope scope, boolean exit)
      throws TemplateException {
    NodeStatus node = pass.existing(member.id());
    if (exit && hook.arguments().isEmpty()) {
      ObjectNode raw = hook.raw().objectNode();
      raw.setAll(hook.raw());
      raw.set("arguments", pass.spec().arguments().raw());
      return new LifecycleHook(raw);
    }
    NodeStatus last = MemberOutputs.lastAttempt(pass, node);
    if (hook.arguments().isEmpty() || (!exit && last.outputs() == null)) {
      return hook;
    }
    OutputScope all = withOwn(member, prefix, scope);
    CallResolution resolution =
        new CallResolution(all.over(drive.globals.variables()), all, drive.references(all, null));
    return new LifecycleHook(resolution.resolve(hook.raw(), true));
  }

  private Variables own(Call member, String prefix, OutputScope scope) {
    return withOwn(member, prefix, scope).over(drive.globals.variables());
  }

  private OutputScope withOwn(Call member, String prefix, OutputScope scope) {
    OutputScope all = new OutputScope();
    all.addAll(scope);
    NodeStatus node = pass.existing(member.id());
    all.addNode(prefix, MemberOutputs.lastAttempt(pass, node));
    all.addText(prefix + ".status", node.phase().argoName());
    return all;
  }

  private static Call hookCall(
      Call member, String name, String id, LifecycleHook hook, boolean exit) {
    return new Call(
        hook,
        name,
        id,
        member.scope(),
        member.boundaryId(),
        member.ownerId(),
        member.memberId(),
        NodeFlag.HOOKED,
        member.exitHandler() || exit,
        false,
        member.depth(),
        member.stack());
  }
}
