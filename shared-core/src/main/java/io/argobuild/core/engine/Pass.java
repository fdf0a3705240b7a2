package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeBuilder;
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
  private final Map<String, LockRequest> asked = new LinkedHashMap<>();
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

  /** What runs; see {@link Definitions#spec}. */
  WorkflowSpec spec() {
    return spec;
  }

  /** Takes the spec that runs, with what users have asked of this workflow since. */
  void spec(WorkflowSpec effective) {
    ObjectNode merged = effective.raw().objectNode();
    merged.setAll(effective.raw());
    for (String live : List.of("shutdown", "suspend")) {
      if (workflow.spec().raw().has(live)) {
        merged.set(live, workflow.spec().raw().get(live));
      } else {
        merged.remove(live);
      }
    }
    spec = new WorkflowSpec(merged);
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

  /** Whether the node is there, and does not wait for its turn to run again. */
  boolean hasBegun(String id) {
    NodeStatus node = node(id);
    return node != null && (node.isFulfilled() || node.startedAt() != null);
  }

  /** Has a node begin that waited for its turn. */
  void begin(String id) {
    NodeStatus node = node(id);
    if (node != null && !hasBegun(id)) {
      put(node.toBuilder().startedAt(now()).build());
    }
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
    if (node.isFailedOrError() && isAround(node) && !plan.gates().waiting().isEmpty()) {
      // Those that wait for locks in it wait in vain.
      plan.gates().waiting().keySet().forEach(this::driveGate);
    }
    boolean succeeds = node.phase() == NodePhase.SUCCEEDED;
    if (succeeds && (old == null || old.phase() != NodePhase.SUCCEEDED)) {
      Memo.save(this, node);
    }
  }

  private static boolean isAround(NodeStatus node) {
    return node.type() == NodeType.Virtual.STEPS || node.type() == NodeType.Virtual.DAG;
  }

  private void driveGate(String id) {
    if (frame(id) instanceof Frame.Gate gate) {
      drive(gate.call());
    }
  }

  /** Counts a node that was there before. */
  void count(NodeStatus node) {
    plan = plan.withCensus(plan.census().after(null, node));
  }

  /** How often nodes have changed in this pass. */
  int changes() {
    return changes;
  }

  /** Whether nothing runs and nothing is awaited that could change a node. */
  boolean isQuiet() {
    boolean waits =
        plan.census().activePods() > 0
            || plan.timers().first().isPresent()
            || !plan.pods().nodeOf().isEmpty()
            || !plan.gates().isOpen()
            || spec().suspend();
    return !waits && plan.census().suspended() == 0;
  }

  void metadata(ObjectNode metadata) {
    workflow = workflow.withMetadata(metadata);
  }

  /** Adds labels to the workflow. */
  void labels(Map<String, String> labels) {
    ObjectNode metadata = workflow.metadata().objectNode();
    metadata.setAll(workflow.metadata());
    ObjectNode all = metadata.objectNode();
    workflow.labels().forEach(all::put);
    labels.forEach(all::put);
    metadata.set("labels", all);
    workflow = workflow.withMetadata(metadata);
  }

  /** A node that begins now; one that has waited before its gate keeps when that was. */
  NodeStatus create(Call call, NodeType type, NodePhase phase, String message) {
    NodeBuilder begun = Nodes.begin(call, type, phase, message, now, displayName(call));
    NodeStatus waited = nodes.get(call.id());
    if (waited != null) {
      begun.startedAt(waited.startedAt()).rest(waited.rest()).children(waited.children());
    }
    NodeStatus node = begun.build();
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
    NodeStatus node = existing(id);
    NodeBuilder next = node.toBuilder().phase(phase);
    if (message != null) {
      next.message(message);
    }
    if (phase.isTerminal()) {
      next.finishedAt(node.finishedAt() == null ? now : node.finishedAt());
      next.waitingFor("");
    }
    NodeStatus marked = next.build();
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
      NodeStatus node =
          existing(call.id()).toBuilder().progress(GroupTotals.progress(this, frame)).build();
      put(ResourceDurations.with(node, GroupTotals.resources(this, frame)));
    }
    plan = plan.without(call.id());
    endWaiting(call);
    tell(call);
  }

  /** What was to run again in something that has ended never will. */
  private void endWaiting(Call call) {
    for (String id : plan.census().waiting()) {
      NodeStatus node = existing(id);
      String name = call.name();
      boolean inside =
          node.name().length() > name.length()
              && node.name().startsWith(name)
              && ".[(".indexOf(node.name().charAt(name.length())) >= 0;
      if (inside) {
        mark(id, NodePhase.FAILED, "what it is in ended before it began again");
        ContainerNodes.end(this, node);
      }
    }
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

  /** Notes that a node can't go on before something else happens. */
  void stall(String id, String reason) {
    stalled.put(id, reason);
  }

  /** Nodes that couldn't go on in this pass, with the reason. */
  Map<String, String> stalled() {
    return stalled;
  }

  // Locks

  /** Asks for locks at the end of this pass, after those given back in it. */
  void ask(LockRequest request) {
    asked.put(request.holder(), request);
  }

  void askNothing() {
    asked.clear();
  }

  /** Gives back the locks of a node, or of the workflow, that has them or waits for them. */
  void free(String id) {
    LockRequest request = plan.gates().of(id);
    if (request != null) {
      asked.remove(request.holder());
      plan = plan.withGates(plan.gates().frees(id));
      act(new Action.ReleaseLocks(Set.of(request.holder())));
    }
  }

  // Actions

  void act(Action action) {
    actions.add(action);
  }

  Decision decision() {
    if (!asked.isEmpty()) {
      act(new Action.AcquireLocks(List.copyOf(asked.values())));
    }
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
