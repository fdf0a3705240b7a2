package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.expression.selector.LabelSelector;
import io.argobuild.core.expression.selector.SelectorException;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.util.Optional;

/**
 * Which pods go, and when, as {@code podGC} says (Argo 4.1.2). Where the manifest is silent, they
 * go when the workflow has succeeded and stay for inspection when it has not; Argo leaves them
 * always.
 */
public record PodGc(ObjectNode raw) {
  /** What Argo waits where nothing is said. */
  static final Duration DEFAULT_DELAY = Duration.ofSeconds(5);

  public static PodGc of(WorkflowSpec spec) {
    return new PodGc(spec.podGc().orElse(Fields.NOTHING));
  }

  /** Whether a pod goes that has ended while its workflow runs. */
  boolean endsWithItself(ObjectNode pod, boolean succeeded) {
    String strategy = strategy();
    boolean due =
        strategy.equals("OnPodCompletion") || strategy.equals("OnPodSuccess") && succeeded;
    return due && isSelected(pod);
  }

  /**
   * Whether a pod goes when its workflow has ended.
   *
   * @param succeeded whether the pod has
   */
  public boolean endsWithWorkflow(ObjectNode pod, boolean succeeded, WorkflowPhase phase) {
    boolean workflowSucceeded = phase == WorkflowPhase.SUCCEEDED;
    return switch (strategy()) {
      case "" -> workflowSucceeded;
      case "OnPodCompletion", "OnWorkflowCompletion" -> isSelected(pod);
      case "OnWorkflowSuccess" -> workflowSucceeded && isSelected(pod);
      case "OnPodSuccess" -> succeeded && isSelected(pod);
      default -> false;
    };
  }

  /** How long a pod stays once it may go. */
  Duration delay() {
    return ownDelay().orElse(DEFAULT_DELAY);
  }

  /** The delay that the manifest asks for; one that is none or negative counts as not given. */
  public Optional<Duration> ownDelay() {
    String text = Fields.textOrEmpty(raw, "deleteDelayDuration");
    if (text.isEmpty() || strategy().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ArgoDuration.parse(text)).filter(delay -> !delay.isNegative());
    } catch (ProblemException malformed) {
      // Argo goes on with its default too.
      return Optional.empty();
    }
  }

  private String strategy() {
    return Fields.textOrEmpty(raw, "strategy");
  }

  /** A selector that Kubernetes would refuse selects nothing, so that nothing is lost. */
  private boolean isSelected(ObjectNode pod) {
    ObjectNode selector = Fields.objectOrNothing(raw, "labelSelector");
    try {
      return LabelSelector.of(selector).matches(Fields.textMap(pod.path("metadata"), "labels"));
    } catch (SelectorException malformed) {
      return false;
    }
  }
}
