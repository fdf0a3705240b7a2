package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Watches a run's pods and tells the driver; a watch that fails is opened again. */
final class PodWatcher implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final String run;
  private final Supplier<WorkflowState> state;
  private final Consumer<Message> mailbox;
  private volatile boolean stopped;

  PodWatcher(
      Cluster cluster, String run, Supplier<WorkflowState> state, Consumer<Message> mailbox) {
    this.cluster = cluster;
    this.run = run;
    this.state = state;
    this.mailbox = mailbox;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    int failures = 0;
    while (!stopped) {
      try (PodWatch watch = cluster.watch(PodSelector.workflow(run))) {
        tellOfAll(watch.initial());
        failures = 0;
        while (!stopped) {
          watch.next(INTERVAL).ifPresent(this::tell);
        }
      } catch (ProblemException e) {
        failures++;
        failed(e.problem(), failures);
      }
    }
  }

  private void failed(Problem problem, int failures) {
    if (stopped) {
      return;
    }
    mailbox.accept(new Message.Told(new RunEvent.Notice(problem.code(), problem.text())));
    try {
      TimeUnit.MILLISECONDS.sleep(Backoff.after(failures).toMillis());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private void tell(ClusterEvent event) {
    if (event instanceof ClusterEvent.PodSeen seen) {
      observed(new Observation.PodSeen(seen.pod()));
    } else if (event instanceof ClusterEvent.PodGone gone) {
      observed(new Observation.PodGone(gone.name(), gone.last()));
    } else if (event instanceof ClusterEvent.Notice notice) {
      mailbox.accept(new Message.Told(new RunEvent.Notice(notice.code(), notice.message())));
    }
  }

  /** The pods there are, and which are gone that ran when the state was recorded. */
  private void tellOfAll(List<ObjectNode> pods) {
    Set<String> present = new HashSet<>();
    for (ObjectNode pod : pods) {
      present.add(Pods.name(pod));
      observed(new Observation.PodSeen(pod));
    }
    for (NodeStatus node : state.get().allNodes()) {
      String pod = NodeId.podName(run, node);
      boolean hasPod = node.type() instanceof NodeType.Leaf leaf && leaf.isPod();
      if (hasPod && node.phase() == NodePhase.RUNNING && !present.contains(pod)) {
        observed(new Observation.PodGone(pod, null));
      }
    }
  }

  private void observed(Observation observation) {
    mailbox.accept(new Message.Observed(observation));
  }
}
