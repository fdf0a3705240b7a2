package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.PodGc;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.gc.GcInput;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcPlanner;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcTrigger;
import io.argobuild.core.gc.GcUpdate;
import io.argobuild.core.gc.Pause;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done once a workflow has ended: what failed is looked up, artifacts are collected, pods
 * are cleaned up. Doing it again, after a crash, does what is left.
 */
final class Ending {
  private static final int LAST_LINES = 20;
  private static final int CLEANUP_ATTEMPTS = 6;

  /** How soon a wait notices that it is cut off. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final RunLoop loop;
  private final Cluster cluster;
  private final ArtifactStore artifacts;
  private final Consumer<RunEvent> events;
  private final Pause pause;
  private volatile @Nullable GcThread collecting;
  private volatile boolean cutOff;

  Ending(
      RunLoop loop,
      Cluster cluster,
      ArtifactStore artifacts,
      Consumer<RunEvent> events,
      Pause pause) {
    this.loop = loop;
    this.cluster = cluster;
    this.artifacts = artifacts;
    this.events = events;
    this.pause = pause;
  }

  RunOutcome finish(boolean gc) {
    WorkflowState state = loop.state();
    WorkflowPhase phase = state.status().phase();
    // Before pods go, and their logs with them.
    RunOutcome.Failure failure = phase == WorkflowPhase.SUCCEEDED ? null : failure(state);
    GcReport report = gc ? collect(GcTrigger.atEnd(phase)) : null;
    cleanUp(phase);
    releaseClaims();
    return new RunOutcome(
        loop.state().withStatus(), phase, false, failure, outputs(loop.state()), report);
  }

  /** What a run comes to that is left as it is. */
  static RunOutcome detached(WorkflowState state) {
    return new RunOutcome(
        state.withStatus(), state.status().phase(), true, null, outputs(state), null);
  }

  /** Deletes the artifacts that are due; null when it was cut off. */
  private @Nullable GcReport collect(Set<GcTrigger> triggers) {
    GcPlan plan = GcPlanner.plan(GcInput.of(loop.state().withStatus(), triggers));
    events.accept(new RunEvent.GcStarted(plan.deletions().size()));
    GcThread thread = new GcThread(loop.state().name(), artifacts, plan, pause);
    collecting = thread;
    if (cutOff) {
      thread.cutOff();
    }
    GcReport report =
        thread.run(updates -> loop.amend(changed(loop.state(), updates))).orElse(null);
    if (report == null) {
      events.accept(
          new RunEvent.Notice(
              "RUN_GC_CUT_OFF", "artifact GC was cut off; it goes on when asked to"));
    } else {
      events.accept(new RunEvent.GcFinished(report));
    }
    return report;
  }

  /** Has artifact GC and the wait for pods end soon; may be called by any thread. */
  void cutOff() {
    cutOff = true;
    GcThread thread = collecting;
    if (thread != null) {
      thread.cutOff();
    }
  }

  /** Artifact GC of a run that nobody drives. */
  static GcReport collect(
      WorkflowState state, Journal journal, ArtifactStore artifacts, GcPlan plan)
      throws InterruptedException {
    WorkflowState[] latest = {state};
    return new GcThread(state.name(), artifacts, plan, Pause.sleeping())
        .run(
            updates -> {
              List<NodeStatus> changed = changed(latest[0], updates);
              latest[0] = RunLoop.with(latest[0], changed);
              journal.write(latest[0], changed, false);
            })
        .orElseThrow(InterruptedException::new);
  }

  private static List<NodeStatus> changed(WorkflowState state, List<GcUpdate> updates) {
    Map<String, NodeStatus> changed = new LinkedHashMap<>();
    for (GcUpdate update : updates) {
      NodeStatus node = changed.get(update.nodeId());
      node = node == null ? state.node(update.nodeId()) : node;
      if (node != null) {
        changed.put(node.id(), update.applyTo(node));
      }
    }
    return List.copyOf(changed.values());
  }

  private RunOutcome.@Nullable Failure failure(WorkflowState state) {
    NodeStatus node = FailureFinder.find(state).orElse(null);
    if (node == null) {
      return new RunOutcome.Failure(null, state.status().message(), "", List.of());
    }
    String exitCode =
        node.outputs() == null ? "" : new Outputs(node.outputs()).exitCode().orElse("");
    String message = node.message().isEmpty() ? state.status().message() : node.message();
    return new RunOutcome.Failure(node, message, exitCode, lastLines(state, node));
  }

  private List<String> lastLines(WorkflowState state, NodeStatus node) {
    if (!(node.type() instanceof NodeType.Leaf leaf && leaf.isPod())) {
      return List.of();
    }
    String pod = NodeId.podName(state.name(), node);
    try {
      return LogText.tail(cluster, pod, PodProtocol.MAIN, LAST_LINES);
    } catch (ProblemException e) {
      // Its pod is gone, or never had a main container that ran: there is nothing to show.
      return List.of();
    }
  }

  private void cleanUp(WorkflowPhase phase) {
    PodGc gc = PodGc.of(loop.state().effectiveSpec());
    List<ObjectNode> pods = new ArrayList<>();
    persist(() -> pods.addAll(cluster.list(PodSelector.workflow(loop.state().name()))));
    pods.removeIf(pod -> !gc.endsWithWorkflow(pod, Pods.phase(pod).equals("Succeeded"), phase));
    if (!pods.isEmpty()) {
      gc.ownDelay().ifPresent(this::keepPods);
    }
    pods.forEach(pod -> persist(() -> cluster.delete(Pods.name(pod), Pods.grace(pod))));
  }

  /**
   * Waits as long as the manifest asks for, unless somebody wants the end. Argo's default is for
   * its controller, which may yet read the logs; they have been read here.
   */
  private void keepPods(Duration delay) {
    if (!delay.isZero()) {
      events.accept(
          new RunEvent.Notice(
              "RUN_PODS_KEPT",
              "pods are kept for " + delay.toSeconds() + "s, as podGC.deleteDelayDuration says"));
    }
    Duration left = delay;
    while (left.compareTo(Duration.ZERO) > 0 && !cutOff) {
      Duration slice = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
      if (!paused(slice)) {
        return;
      }
      left = left.minus(slice);
    }
  }

  private void releaseClaims() {
    WorkflowState state = loop.state();
    List<String> due = ClaimRelease.due(state);
    if (!due.isEmpty()) {
      due.forEach(claim -> persist(() -> cluster.deleteClaim(claim)));
      loop.amend(state.status().with(WorkflowStatus.VOLUME_CLAIMS, null));
    } else if (!state.status().volumeClaims().isEmpty()) {
      String claims = String.join(", ", state.status().volumeClaims());
      events.accept(
          new RunEvent.Notice(
              "RUN_CLAIMS_KEPT",
              "volume claims are kept until the run succeeds in a retry or is deleted: " + claims));
    }
  }

  /** Tries what may fail for a while; a pod that won't go is no reason for a run to fail. */
  private void persist(Runnable call) {
    for (int attempt = 1; ; attempt++) {
      try {
        call.run();
        return;
      } catch (ProblemException e) {
        boolean worthIt =
            e.problem().kind() == ProblemClass.TRANSIENT && attempt < CLEANUP_ATTEMPTS;
        if (!worthIt || !paused(Backoff.after(attempt))) {
          events.accept(new RunEvent.Notice(e.problem().code(), e.problem().text()));
          return;
        }
      }
    }
  }

  private boolean paused(Duration wait) {
    try {
      pause.pause(wait);
      return true;
    } catch (InterruptedException e) {
      // Whoever interrupts wants the end, and pods that stay can be deleted later.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Map<String, String> outputs(WorkflowState state) {
    Map<String, String> values = new LinkedHashMap<>();
    if (state.status().outputs() != null) {
      new Outputs(state.status().outputs())
          .parameters()
          .forEach(
              parameter ->
                  parameter.value().ifPresent(value -> values.put(parameter.name(), value)));
    }
    return values;
  }
}
