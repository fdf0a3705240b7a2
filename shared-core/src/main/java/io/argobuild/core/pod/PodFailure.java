package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.pod.ContainerStatus.Terminated;
import io.argobuild.core.pod.PodAssessment.ContainerState;
import io.argobuild.core.status.NodePhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Why a pod failed (Argo 4.1.2). */
final class PodFailure {
  private final JsonNode pod;
  private final Set<String> mains;
  private final UnaryOperator<String> collectWords;
  private final List<ContainerStatus> inits;
  private final List<ContainerStatus> regulars;

  /**
   * @param mains names of the user's main containers
   * @param collectWords what to say instead of collect's termination message
   */
  PodFailure(JsonNode pod, Set<String> mains, UnaryOperator<String> collectWords) {
    this.pod = pod;
    this.mains = mains;
    this.collectWords = collectWords;
    this.inits = ContainerStatus.all(pod, "initContainerStatuses");
    this.regulars = ContainerStatus.all(pod, "containerStatuses");
  }

  /** Phase and message of the node. */
  ContainerState verdict() {
    String ofPod = pod.path("status").path("message").asText("");
    if (!ofPod.isEmpty() && !wasEndedOnDemand()) {
      return verdict(NodePhase.FAILED, ofPod);
    }
    if (inits.isEmpty() && regulars.isEmpty()) {
      String name = pod.path("metadata").path("name").asText("");
      String namespace = pod.path("metadata").path("namespace").asText("");
      return verdict(
          NodePhase.FAILED,
          "can't find failed message for pod " + name + " namespace " + namespace);
    }
    boolean mainOk = false;
    boolean collectOk = !collects();
    for (ContainerStatus status : inOrder()) {
      if (status.waiting().isPresent()) {
        return neverStarted(status.name(), status.waiting().get());
      }
      if (status.terminated().isEmpty()) {
        continue;
      }
      Terminated end = status.terminated().get();
      mainOk |= end.ok() && mains.contains(status.name());
      collectOk |= end.ok() && status.name().equals(PodProtocol.COLLECT);
      ContainerState blame = blame(status.name(), end);
      if (blame != null) {
        return blame;
      }
    }
    return nobodyToBlame(mainOk, collectOk);
  }

  private boolean wasEndedOnDemand() {
    return pod.path("metadata").path("annotations").has(PodProtocol.ENDED_ANNOTATION)
        && pod.path("status").path("reason").asText("").equals("DeadlineExceeded");
  }

  /** Whoever comes first gives the node its message: init containers, mains, collect, the rest. */
  private List<ContainerStatus> inOrder() {
    List<ContainerStatus> ordered = new ArrayList<>(inits);
    regulars.stream().filter(s -> mains.contains(s.name())).forEach(ordered::add);
    regulars.stream().filter(s -> s.name().equals(PodProtocol.COLLECT)).forEach(ordered::add);
    regulars.stream()
        .filter(s -> !mains.contains(s.name()) && !s.name().equals(PodProtocol.COLLECT))
        .forEach(ordered::add);
    return ordered;
  }

  private static ContainerState neverStarted(String container, JsonNode waiting) {
    String text =
        "Pod failed before "
            + container
            + " container starts due to "
            + waiting.path("reason").asText("")
            + ": "
            + waiting.path("message").asText("");
    return verdict(NodePhase.ERROR, text);
  }

  private @Nullable ContainerState blame(String container, Terminated end) {
    if (end.ok()) {
      return null;
    }
    if (mains.contains(container)) {
      return verdict(NodePhase.FAILED, end.text(container, end.message()));
    }
    if (container.equals(PodProtocol.COLLECT)) {
      return verdict(NodePhase.ERROR, end.text(container, collectWords.apply(end.message())));
    }
    if (PodProtocol.isHelper(container)) {
      return verdict(NodePhase.ERROR, end.text(PodProtocol.PREPARE, end.message()));
    }
    return end.wasKilled() ? null : verdict(NodePhase.FAILED, end.text(container, end.message()));
  }

  private ContainerState nobodyToBlame(boolean mainOk, boolean collectOk) {
    if (mainOk && collectOk) {
      return verdict(NodePhase.SUCCEEDED, "");
    }
    String who =
        mainOk
            ? "wait container did not complete successfully"
            : collectOk && collects()
                ? "main container did not complete successfully"
                : "neither main nor wait container completed successfully";
    return verdict(NodePhase.FAILED, "pod failed: " + who);
  }

  /** Whether the pod has a container collect. */
  private boolean collects() {
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (container.path("name").asText("").equals(PodProtocol.COLLECT)) {
        return true;
      }
    }
    return false;
  }

  private static ContainerState verdict(NodePhase phase, String message) {
    return new ContainerState("", phase, message);
  }
}
