package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Decision;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Reconciler;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * The heart of a driver: one step after the other, each durable before it is acted on. It has no
 * thread and no clock, and is used by one thread at a time.
 */
final class RunLoop {
  private final Reconciler reconciler;
  private final Journal journal;
  private final Consumer<Action> actions;
  private final Consumer<RunEvent> events;
  private WorkflowState state;
  private Instant last = Instant.MIN;
  private @Nullable Instant wakeAt = Instant.MIN;

  /** Pods that were asked for or seen, and have not been seen to have ended. */
  private final Set<String> livePods = new TreeSet<>();

  RunLoop(
      WorkflowState state,
      Reconciler reconciler,
      Journal journal,
      Consumer<Action> actions,
      Consumer<RunEvent> events) {
    this.state = state;
    this.reconciler = reconciler;
    this.journal = journal;
    this.actions = actions;
    this.events = events;
  }

  WorkflowState state() {
    return state;
  }

  /** When to step again although nothing happened; null for never. */
  @Nullable Instant wakeAt() {
    return wakeAt;
  }

  Set<String> livePods() {
    return livePods;
  }

  /** Takes in what happened since, and does what follows from it. */
  void step(List<Observation> observations, Instant time) {
    // A clock that is set back must not send timers back.
    Instant now = time.isBefore(last) ? last : time;
    last = now;
    observations.forEach(this::track);
    if (state.isFinished()) {
      wakeAt = null;
      return;
    }
    boolean due = wakeAt != null && !wakeAt.isAfter(now);
    if (observations.isEmpty() && !due) {
      return;
    }
    Decision decision = reconciler.reconcile(state, coalesced(observations), now);
    if (!decision.changed().isEmpty() || decision.statusChanged()) {
      journal.write(decision.next(), decision.changed(), decision.statusChanged());
    }
    WorkflowState before = state;
    state = decision.next();
    wakeAt = state.isFinished() ? null : decision.wakeAt();
    for (Action action : decision.actions()) {
      if (action instanceof Action.CreatePod create) {
        livePods.add(create.podName());
      }
      actions.accept(action);
    }
    tell(before, decision);
  }

  /** Replaces nodes after the end, as artifact GC does. */
  void amend(List<NodeStatus> changed) {
    WorkflowState before = state;
    WorkflowState next = with(state, changed);
    journal.write(next, changed, false);
    state = next;
    changed.forEach(node -> tell(before, node));
  }

  /** Replaces the status after the end. */
  void amend(WorkflowStatus status) {
    WorkflowState next = new WorkflowState(state.workflow(), status, state.nodes(), state.plan());
    journal.write(next, List.of(), true);
    state = next;
  }

  /** The state with some nodes replaced. */
  static WorkflowState with(WorkflowState state, List<NodeStatus> changed) {
    PMap<String, NodeStatus> nodes = state.nodes();
    for (NodeStatus node : changed) {
      nodes = nodes.plus(node.id(), node);
    }
    return new WorkflowState(state.workflow(), state.status(), nodes, state.plan());
  }

  private void tell(WorkflowState before, Decision decision) {
    decision.changed().forEach(node -> tell(before, node));
    boolean suspended = state.workflow().spec().suspend();
    if (!state.status().equals(before.status())
        || suspended != before.workflow().spec().suspend()) {
      events.accept(new RunEvent.StatusChanged(before.status(), state.status(), suspended));
    }
  }

  private void tell(WorkflowState before, NodeStatus node) {
    events.accept(new RunEvent.NodeChanged(before.node(node.id()), node));
  }

  private void track(Observation observation) {
    if (observation instanceof Observation.PodSeen seen) {
      String name = Pods.name(seen.pod());
      if (Pods.ended(seen.pod())) {
        livePods.remove(name);
      } else {
        livePods.add(name);
      }
    } else if (observation instanceof Observation.PodGone gone) {
      livePods.remove(gone.podName());
    } else if (observation instanceof Observation.PodRefused refused) {
      livePods.remove(refused.podName());
    }
  }

  /** Of several states of one pod in a row only the last counts. */
  private static List<Observation> coalesced(List<Observation> observations) {
    List<Observation> result = new ArrayList<>(observations.size());
    Map<String, Integer> places = new HashMap<>();
    for (Observation observation : observations) {
      if (observation instanceof Observation.PodSeen seen) {
        ObjectNode pod = seen.pod();
        Integer place = places.put(Pods.name(pod), result.size());
        if (place != null) {
          result.set(place, observation);
          places.put(Pods.name(pod), place);
          continue;
        }
      } else if (observation instanceof Observation.PodGone gone) {
        places.remove(gone.podName());
      }
      result.add(observation);
    }
    return result;
  }
}
