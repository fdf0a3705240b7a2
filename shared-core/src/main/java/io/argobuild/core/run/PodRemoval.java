package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Removes pods of a run and waits until they are gone, so that none writes artifacts any more. */
final class PodRemoval {
  /** What removing may take beyond the pods' grace. */
  private static final long PATIENCE_SECONDS = 30;

  private final Cluster cluster;
  private final PodSelector selector;
  private final Predicate<String> names;

  PodRemoval(Cluster cluster, String run) {
    this(cluster, run, pod -> true);
  }

  /**
   * @param names which of them, by their names
   */
  PodRemoval(Cluster cluster, String run, Predicate<String> names) {
    this.cluster = cluster;
    this.selector = PodSelector.workflow(run);
    this.names = names;
  }

  /** Throws {@code RUN_PODS_LEFT} when pods would not go. */
  void await() throws InterruptedException {
    try (PodWatch watch = cluster.watch(selector)) {
      long seconds = PATIENCE_SECONDS;
      for (ObjectNode pod : meant(watch.initial())) {
        seconds = Math.max(seconds, Pods.grace(pod).toSeconds() + PATIENCE_SECONDS);
        cluster.delete(Pods.name(pod), Pods.grace(pod));
      }
      List<ObjectNode> left = meant(cluster.list(selector));
      while (!left.isEmpty() && seconds > 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (watch.next(Duration.ofSeconds(1)).isEmpty()) {
          seconds--;
        }
        left = meant(cluster.list(selector));
      }
      if (!left.isEmpty()) {
        throw left(left);
      }
    }
  }

  private List<ObjectNode> meant(List<ObjectNode> pods) {
    return pods.stream().filter(pod -> names.test(Pods.name(pod))).toList();
  }

  private static ProblemException left(List<ObjectNode> pods) {
    return new ProblemException(
        new Problem(
            "RUN_PODS_LEFT",
            ProblemClass.TRANSIENT,
            "these pods would not end: "
                + String.join(", ", pods.stream().map(Pods::name).toList()),
            Place.NOWHERE,
            "Try again, or end their processes"));
  }
}
