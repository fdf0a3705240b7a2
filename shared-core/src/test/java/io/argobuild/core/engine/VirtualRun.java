package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Drives a workflow in virtual time; pods end at once, as a function says. */
public final class VirtualRun {
  private static final int MAX_TICKS = 100_000;

  private final Reconciler reconciler;
  private final Function<ObjectNode, ObjectNode> pods;
  private final List<Action> actions = new ArrayList<>();
  private final SharedWorld shared = new SharedWorld();
  private final Deque<Observation> heard = new ArrayDeque<>();
  private WorkflowState state;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * @param pods a pod's end state, from the pod
   */
  public VirtualRun(Workflow workflow, Resources resources, Function<ObjectNode, ObjectNode> pods) {
    this.state = WorkflowState.of(workflow);
    this.reconciler =
        new WorkflowReconciler(
            new EngineSettings(PodSettings.local("/artifacts"), null), resources);
    this.pods = pods;
    shared.listen(state.name(), heard::add);
  }

  public WorkflowState state() {
    return state;
  }

  public List<Action> actions() {
    return actions;
  }

  /** Until it ends, or nothing would ever happen again. */
  public Workflow run() {
    Deque<Observation> pending = new ArrayDeque<>();
    for (int tick = 0; tick < MAX_TICKS; tick++) {
      List<Observation> batch = new ArrayList<>(pending);
      pending.clear();
      Decision decision = reconciler.reconcile(state, batch, now);
      state = decision.next();
      for (Action action : decision.actions()) {
        actions.add(action);
        observe(action, pending);
      }
      pending.addAll(heard);
      heard.clear();
      if (state.isFinished()) {
        return state.withStatus();
      }
      if (pending.isEmpty()) {
        if (decision.wakeAt() == null) {
          return state.withStatus();
        }
        now = decision.wakeAt().isAfter(now) ? decision.wakeAt() : now;
      }
    }
    throw new AssertionError(state.name() + " does not end");
  }

  private void observe(Action action, Deque<Observation> pending) {
    shared.act(state.name(), action).ifPresent(pending::add);
    if (action instanceof Action.CreatePod create) {
      pending.add(new Observation.PodSeen(pods.apply(create.plan().pod())));
    } else if (action instanceof Action.ReadPodOutput read) {
      pending.add(new Observation.PodOutputRead(read.podName(), "", null));
    }
  }
}
