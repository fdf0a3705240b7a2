package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.TemplateException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Has nodes wait before they begin: first for their locks, then for a place, then for the answer
 * whether their outputs are there already (Argo 4.1.2 {@code executeTemplate}).
 */
final class GateDriver {
  private static final String LEFT = "ended with the template around it";

  private final Drive drive;
  private final Pass pass;
  private final LockDriver locks;

  GateDriver(Drive drive, LockDriver locks) {
    this.drive = drive;
    this.pass = drive.pass;
    this.locks = locks;
  }

  /** Starts the template of a call that has its arguments, or has its node wait. */
  CallResult enter(Call call, Template template, String scope) {
    boolean gated = template.synchronization().isPresent() || template.memoize().isPresent();
    Frame.Gate gate = new Frame.Gate(call, template, scope, Frame.Gate.Wait.LOCKS);
    if (!gated || isPast(gate)) {
      return begin(gate);
    }
    try {
      return enter(gate);
    } catch (TemplateException e) {
      return drive.caller.fail(call, e.text());
    }
  }

  /** Whether the node has begun, which shows in what is recorded of it. */
  private boolean isPast(Frame.Gate gate) {
    NodeStatus node = pass.node(gate.call().id());
    if (node == null) {
      return false;
    }
    if (node.phase() != NodePhase.PENDING) {
      return true;
    }
    boolean locked = gate.template().synchronization().isEmpty() || hasLocks(gate);
    boolean lookedUp = gate.template().memoize().isEmpty() || Memo.isLookedUp(node);
    return node.waitingFor().isEmpty() && locked && lookedUp;
  }

  private boolean hasLocks(Frame.Gate gate) {
    return pass.plan().gates().held().containsKey(gate.call().id());
  }

  private CallResult enter(Frame.Gate gate) throws TemplateException {
    Call call = gate.call();
    ObjectNode synchronization = gate.template().synchronization().orElse(null);
    LockRequest request =
        synchronization == null ? null : locks.requests().request(call.id(), synchronization);
    if (gate.template().memoize().isPresent()) {
      // What can't be used is told before anything is waited for.
      Memo.key(pass, gate.template());
    }
    if (pass.node(call.id()) == null) {
      pass.create(call, type(gate.template()), NodePhase.PENDING, "");
      NodeInputs.record(pass, call, gate.template());
    }
    pass.frame(gate);
    if (request == null || request.locks().isEmpty() || hasLocks(gate)) {
      return goOn(gate);
    }
    ask(call, request);
    watchTime(gate);
    return CallResult.STARTED;
  }

  private void ask(Call call, LockRequest request) {
    NodeStatus node = pass.existing(call.id());
    pass.put(node.toBuilder().waitingFor(request.locks().get(0).name()).message("").build());
    locks.ask(call.id(), request);
  }

  /** As the node will be; Argo leaves a retryStrategy of the workflow out of account here. */
  private NodeType type(Template template) {
    if (drive.caller.retryStrategy(template).isPresent()) {
      return NodeType.Virtual.RETRY;
    }
    TemplateType type = template.type().orElse(TemplateType.CONTAINER);
    return switch (type) {
      case STEPS -> NodeType.Virtual.STEPS;
      case DAG -> NodeType.Virtual.DAG;
      case SUSPEND -> NodeType.Leaf.SUSPEND;
      case HTTP -> NodeType.Leaf.HTTP;
      case PLUGIN -> NodeType.Leaf.PLUGIN;
      case CONTAINER, SCRIPT, CONTAINER_SET, RESOURCE, DATA -> NodeType.Leaf.POD;
    };
  }

  /** The locks of a node are its own. */
  void granted(Frame.Gate gate) {
    Call call = gate.call();
    if (drive.shutdown.isFull(call)) {
      // Who waited did not count, so that its place may be taken; and who has that place may wait
      // for these very locks.
      pass.free(call.id());
      pass.frame(gate.at(Frame.Gate.Wait.ROOM));
      pass.block(call.id());
    } else {
      settle(call, goOn(gate));
    }
  }

  /** Asks for locks again when there is a place, or waits for the next one. */
  private void askAgain(Frame.Gate gate) {
    Call call = gate.call();
    if (drive.shutdown.isFull(call)) {
      pass.block(call.id());
      return;
    }
    try {
      ObjectNode synchronization = gate.template().synchronization().orElse(Fields.NOTHING);
      LockRequest request = locks.requests().request(call.id(), synchronization);
      pass.frame(gate.at(Frame.Gate.Wait.LOCKS));
      ask(call, request);
    } catch (TemplateException e) {
      drive.failures.raise(call, e.text());
    }
  }

  /** Looks whether a node may wait any longer, and whether there is a place for it now. */
  void advance(Frame.Gate gate) {
    Call call = gate.call();
    if (pass.existing(call.id()).isFulfilled() || drive.shutdown.endOfWaiting(call).isPresent()) {
      pass.done(call);
    } else if (drive.shutdown.failsFast(call.boundaryId())) {
      pass.mark(call.id(), NodePhase.FAILED, Shutdown.FAIL_FAST);
      pass.done(call);
    } else if (isLeft(call)) {
      pass.mark(call.id(), NodePhase.FAILED, LEFT);
      pass.done(call);
    } else if (watchTime(gate) && gate.awaits() == Frame.Gate.Wait.ROOM) {
      askAgain(gate);
    }
  }

  /** Whether a template around has ended meanwhile. */
  private boolean isLeft(Call call) {
    NodeStatus around = pass.node(call.boundaryId());
    while (around != null && !around.phase().isTerminal()) {
      around = pass.node(around.boundaryId());
    }
    return around != null;
  }

  /** Has a node that waits look whether it still may. */
  void wake(String id) {
    if (pass.frame(id) instanceof Frame.Gate gate) {
      pass.drive(gate.call());
    }
  }

  /** Ends a node that has waited too long for its locks. */
  private boolean watchTime(Frame.Gate gate) {
    Call call = gate.call();
    NodeStatus node = pass.existing(call.id());
    Instant limit = PendingLimits.ofManifest(gate.template(), node);
    if (limit == null || gate.awaits() == Frame.Gate.Wait.CACHE) {
      return true;
    }
    if (pass.now().isAfter(limit)) {
      pass.mark(call.id(), NodePhase.FAILED, "timeout");
      pass.done(call);
      drive.failures.timedOut(call);
      return false;
    }
    pass.wake(call.id(), limit.plusMillis(1));
    return true;
  }

  private CallResult goOn(Frame.Gate gate) {
    Call call = gate.call();
    NodeStatus node = pass.existing(call.id());
    if (!node.waitingFor().isEmpty()) {
      pass.put(node.toBuilder().waitingFor("").message("").build());
    }
    pass.cancelWake(call.id());
    if (gate.template().memoize().isEmpty() || Memo.isLookedUp(node)) {
      return begin(gate);
    }
    try {
      CacheKey key = Memo.key(pass, gate.template());
      pass.frame(gate.at(Frame.Gate.Wait.CACHE));
      pass.plan(pass.plan().withGates(pass.plan().gates().reads(call.id())));
      pass.act(new Action.ReadCache(call.id(), key));
      return CallResult.STARTED;
    } catch (TemplateException e) {
      return drive.caller.fail(call, e.text());
    }
  }

  void cacheRead(String nodeId, @Nullable CacheEntry entry) {
    if (!(pass.frame(nodeId) instanceof Frame.Gate gate)
        || gate.awaits() != Frame.Gate.Wait.CACHE) {
      return;
    }
    try {
      CacheKey key = Memo.key(pass, gate.template());
      boolean hit = Memo.isHit(gate.template(), entry, pass.now());
      pass.put(Memo.with(pass.existing(nodeId), key, hit));
      pass.plan(pass.plan().withGates(pass.plan().gates().past(nodeId)));
      if (hit && entry != null) {
        hit(gate.call(), entry);
      } else {
        settle(gate.call(), begin(gate));
      }
    } catch (TemplateException e) {
      drive.failures.raise(gate.call(), e.text());
    }
  }

  void cacheFailed(String nodeId, String message) {
    if (pass.frame(nodeId) instanceof Frame.Gate gate && gate.awaits() == Frame.Gate.Wait.CACHE) {
      drive.failures.raise(gate.call(), message);
    }
  }

  private void hit(Call call, CacheEntry entry) {
    NodeStatus node = pass.existing(call.id());
    ObjectNode outputs = entry.outputs();
    String progress = node.progress().isEmpty() ? "" : "1/1";
    pass.put(node.toBuilder().outputs(outputs).progress(progress).build());
    pass.mark(call.id(), NodePhase.SUCCEEDED, "");
    // Argo leaves those with a globalName unset, so that what refers to them fails.
    GlobalOutputs.export(pass, new Outputs(outputs == null ? Fields.NOTHING : outputs));
    pass.done(call);
  }

  private CallResult begin(Frame.Gate gate) {
    return drive.caller.begin(gate.call(), gate.template(), gate.scope());
  }

  /** What a parent does with the result of a call, after it has turned elsewhere. */
  private void settle(Call call, CallResult result) {
    if (result instanceof CallResult.Errored errored) {
      pass.done(call);
      drive.failures.passOn(call, errored.message());
    } else if (pass.existing(call.id()).isFulfilled()) {
      pass.tell(call);
    }
  }

  /** Drives those that wait for locks in a node that has failed: they wait in vain. */
  static void wakeInside(Pass pass, NodeStatus node) {
    boolean around = node.type() == NodeType.Virtual.STEPS || node.type() == NodeType.Virtual.DAG;
    if (!around || !node.isFailedOrError()) {
      return;
    }
    for (String id : pass.plan().gates().waiting().keySet()) {
      if (pass.frame(id) instanceof Frame.Gate gate) {
        pass.drive(gate.call());
      }
    }
  }
}
