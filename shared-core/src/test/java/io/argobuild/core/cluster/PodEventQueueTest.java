package io.argobuild.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodEventQueueTest {
  private final PodEventQueue queue =
      new PodEventQueue(PodSelector.workflow("wf"), List.of(), closed -> {});

  @Test
  void ofStatesNobodyFetchedOnlyTheLastIsTold() {
    queue.seen(pod("a", "Pending"));
    queue.seen(pod("b", "Pending"));
    queue.seen(pod("a", "Running"));

    assertThat(told()).containsExactly("a Running", "b Pending");
  }

  @Test
  void aRemovalIsNeverLostBehindANewPodOfTheSameName() {
    queue.seen(pod("a", "Running"));
    queue.gone(pod("a", "Failed"));
    queue.seen(pod("a", "Pending"));
    queue.seen(pod("a", "Running"));

    assertThat(told()).containsExactly("a gone Failed", "a Running");
  }

  @Test
  void podsOfOthersAreNotTold() {
    queue.seen(TestPods.pod("x", "other"));
    queue.gone(TestPods.pod("x", "other"));

    assertThat(told()).isEmpty();
  }

  @Test
  void aClosedQueueDoesNotWait() {
    queue.close();

    assertThat(queue.next(Duration.ofDays(1))).isEmpty();
  }

  private static ObjectNode pod(String name, String phase) {
    ObjectNode pod = TestPods.pod(name, "wf");
    pod.putObject("status").put("phase", phase);
    return pod;
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Optional<ClusterEvent> e = queue.next(Duration.ZERO);
        e.isPresent();
        e = queue.next(Duration.ZERO)) {
      if (e.get() instanceof ClusterEvent.PodSeen seen) {
        told.add(seen.name() + " " + Pods.phase(seen.pod()));
      } else if (e.get() instanceof ClusterEvent.PodGone gone && gone.last() != null) {
        told.add(gone.name() + " gone " + Pods.phase(gone.last()));
      }
    }
    return told;
  }
}
