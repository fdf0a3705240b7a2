package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * The working copy of one reconciliation: nodes as they become, frames, timers, actions, and which
 * nodes are to be driven again. Lives for one call and is used by one thread.
 */
final class Pass {
  /** Key of the workflow's own timer, which no node can have. */
  static final String WORKFLOW = "";

  /** Key of the timer of all that wait for locks, which no node can have. */
  static final String LOCKS = "/locks";

  private final WorkflowState before;
  private final Instant now;
  private final DriveQueue queue = new DriveQueue();
  private final Map<String, NodeStatus> changed = new LinkedHashMap<>();
  private final List<Action> actions = new ArrayList<>();
  private final Map<String, String> stalled = new LinkedHashMap<>();
  private final LockWishes wishes = new LockWishes();
  private Workflow workflow;
  private WorkflowSpec spec;
  private WorkflowStatus status;
  private PMap<String, NodeStatus> nodes;
  private RunPlan plan;
  private int changes;

  Pass(WorkflowState state, Instant time) {
    before = state;
    now = time.truncatedTo(ChronoUnit.MILLIS);
    workflow = state.workflow();
    spec = workflow.spec();
    status = state.status();
    nodes = state.nodes();
    plan = state.plan();
  }

  Instant now() {
    return now;
  }

  Workflow workflow() {
    return workflow;
  }

  void workflow(Workflow next) {
    workflow = next;
  }

  /** What runs; see {@link Definitions#spec}. */
  WorkflowSpec spec() {
    return spec;
  }

  /** Takes the spec that runs, with what users have asked of this workflow since. */
  void spec(WorkflowSpec effective) {
    spec = LiveSpec.of(effective, workflow.spec());
  }

  /** Changes the workflow's own spec. */
  void set(ObjectNode own) {
    workflow = workflow.withSpec(own);
    spec(spec);
  }

  WorkflowStatus status() {
    return status;
  }

  void status(WorkflowStatus next) {
    status = next;
  }

  RunPlan plan() {
    return plan;
  }

  void plan(RunPlan next) {
    plan = next;
  }

  DriveQueue queue() {
    return queue;
  }

  // Nodes

  @Nullable NodeStatus node(String id) {
    return nodes.get(id);
  }

  NodeStatus existing(String id) {
    NodeStatus node = nodes.get(id);
    if (node == null) {
      throw new IllegalStateException("no node " + id + " in " + workflow.name());
    }
    return node;
  }

  Collection<NodeStatus> nodes() {
    return nodes.values();
  }

  void put(NodeStatus node) {
    NodeStatus old = nodes.get(node.id());
    if (node.equals(old)) {
      return;
    }
    replace(old, node);
  }

  private void replace(@Nullable NodeStatus old, NodeStatus node) {
    nodes = nodes.plus(node.id(), node);
    changed.put(node.id(), node);
    changes++;
    plan = plan.withCensus(plan.census().after(old, node));
    if (node.isFulfilled()) {
      free(node.id());
    }
    GateDriver.wakeInside(this, node);
    boolean succeeds = node.phase() == NodePhase.SUCCEEDED;
    if (succeeds && (old == null || old.phase() != NodePhase.SUCCEEDED)) {
      Memo.save(this, node);
    }
  }

  /** How often nodes have changed in this pass. */
  int changes() {
    return changes;
  }

  /** A node that begins now; one that has waited before its gate keeps when that was. */
  NodeStatus create(Call call, NodeType type, NodePhase phase, String message) {
    NodeStatus waited = nodes.get(call.id());
    NodeStatus node =
        Nodes.begun(Nodes.begin(call, type, phase, message, now, displayName(call)), waited);
    put(node);
    return node;
  }

  /** Whether the call's node is there and does not wait before its gate. */
  boolean hasBegun(Call call) {
    return nodes.get(call.id()) != null && !(frame(call.id()) instanceof Frame.Gate);
  }

  String displayName(Call call) {
    NodeStatus boundary = call.boundaryId().isEmpty() ? null : nodes.get(call.boundaryId());
    return Nodes.displayName(call.name(), boundary == null ? null : boundary.name());
  }

  /** Adds an edge of execution, once. */
  void link(String parentId, String childId) {
    NodeStatus parent = existing(parentId);
    if (!Nodes.hasChild(parent, childId)) {
      put(parent.toBuilder().children(parent.children().plus(childId)).build());
    }
  }

  /** Adds an edge to a child that has just been made, so that it can't be there yet. */
  void linkNew(String parentId, String childId) {
    NodeStatus parent = existing(parentId);
    // Differs for sure; to compare it would take time by the number of children.
    replace(parent, parent.toBuilder().children(parent.children().plus(childId)).build());
  }

  /**
   * Sets a node's phase; a terminal one ends it.
   *
   * @param message null leaves the one it has
   */
  NodeStatus mark(String id, NodePhase phase, @Nullable String message) {
    NodeStatus marked = Nodes.marked(existing(id), phase, message, now);
    put(marked);
    return marked;
  }

  // Frames

  @Nullable Frame frame(String id) {
    return plan.frames().get(id);
  }

  void frame(Frame frame) {
    plan = plan.withFrame(frame.call().id(), frame);
  }

  /** Forgets what was worked out for a node that is done, and tells its owner. */
  void done(Call call) {
    Frame frame = frame(call.id());
    if (frame != null && !(frame instanceof Frame.Leaf) && !(frame instanceof Frame.Gate)) {
      put(GroupTotals.of(this, frame));
    }
    plan = plan.without(call.id());
    Turns.end(this, call);
    tell(call);
  }

  /** Has the owner of a call look at it again. */
  void tell(Call call) {
    queue.add(call.ownerId(), call.memberId(), call.depth() - 1);
  }

  /** Has a node look at one of its members, if it is still driven. */
  void tell(String id, String member) {
    Frame frame = frame(id);
    if (frame != null) {
      queue.add(id, member, frame.call().depth());
    }
  }

  /** Has a node's own driver run. */
  void drive(Call call) {
    queue.add(call.id(), call.id(), call.depth());
  }

  // Time and places

  /** Drives the node again at that time, at the latest. */
  void wake(String id, Instant at) {
    plan = plan.withTimers(plan.timers().with(id, at));
  }

  void cancelWake(String id) {
    plan = plan.withTimers(plan.timers().without(id));
  }

  /** Drives the node again when a pod has ended. */
  void block(String id) {
    block(id, id);
  }

  /** Has the owner look at its member again when a pod has ended. */
  void block(String ownerId, String memberId) {
    plan = plan.withBlocked(plan.blocked().plus(new RunPlan.Member(ownerId, memberId)));
  }

  /** Nodes that can't go on before something else happens, with the reason. */
  Map<String, String> stalled() {
    return stalled;
  }

  // Locks

  LockWishes wishes() {
    return wishes;
  }

  /** Gives back the locks of a node, or of the workflow, that has them or waits for them. */
  void free(String id) {
    LockRequest request = plan.gates().of(id);
    if (request != null) {
      wishes.without(request.holder());
      plan = plan.withGates(plan.gates().frees(id));
      act(new Action.ReleaseLocks(Set.of(request.holder())));
    }
  }

  // Actions

  void act(Action action) {
    actions.add(action);
  }

  Decision decision() {
    wishes.action().ifPresent(this::act);
    boolean derived = before.plan().definitions() == null;
    if (derived || plan.gates() != before.plan().gates()) {
      status = status.with(LockStatus.FIELD, LockStatus.of(plan.gates()));
    }
    WorkflowState next = new WorkflowState(workflow, status, nodes, plan);
    boolean statusChanged =
        !status.equals(before.status()) || !workflow.raw().equals(before.workflow().raw());
    return new Decision(
        next,
        List.copyOf(changed.values()),
        statusChanged,
        List.copyOf(actions),
        plan.timers().first().map(RunPlan.Timer::at).orElse(null));
  }
}
