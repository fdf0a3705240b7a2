package io.argobuild.core.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * One node of a run, with the fields of Argo's {@code status.nodes[]}. Texts are empty where Argo
 * leaves the field out.
 *
 * @param templateScope where the template's name is looked up, as {@code local/<workflow>}
 * @param boundaryId the Steps or DAG node that contains this one; empty for roots
 * @param startedAt milliseconds at most
 * @param children edges of execution, not of containment; a node may have several parents
 * @param outboundNodes where a Steps or DAG node is left; empty for the others
 * @param daemoned a daemon that is up, which counts as fulfilled
 * @param waitingFor name of the lock it waits for, or empty
 * @param synced false while a pod's outputs are still to be read; null where it does not apply
 * @param artifacts states of the output artifacts, our own addition
 * @param rest fields that aren't read here, kept for writing; null when there are none
 */
public record NodeStatus(
    String id,
    String name,
    String displayName,
    NodeType type,
    String templateName,
    @Nullable ObjectNode templateRef,
    String templateScope,
    NodePhase phase,
    String boundaryId,
    String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable ObjectNode inputs,
    @Nullable ObjectNode outputs,
    PVector<String> children,
    List<String> outboundNodes,
    @Nullable NodeFlag flag,
    boolean daemoned,
    String podIp,
    String hostNodeName,
    String waitingFor,
    String progress,
    @Nullable Boolean synced,
    List<ArtifactState> artifacts,
    @Nullable ObjectNode rest) {

  public NodeBuilder toBuilder() {
    return new NodeBuilder(this);
  }

  public boolean isFulfilled() {
    return (phase.isCompleted() && !Boolean.FALSE.equals(synced))
        || phase == NodePhase.SKIPPED
        || phase == NodePhase.OMITTED
        || (daemoned && phase != NodePhase.PENDING);
  }

  public boolean isCompleted() {
    return phase.isCompleted() && !Boolean.FALSE.equals(synced);
  }

  public boolean isFailedOrError() {
    return phase.isFailedOrError();
  }

  public boolean isHooked() {
    return flag != null && flag.hooked();
  }

  public boolean isRetried() {
    return flag != null && flag.retried();
  }

  public boolean isActiveSuspend() {
    return type == NodeType.Leaf.SUSPEND && phase == NodePhase.RUNNING;
  }

  /** Whether its outputs are memoized ones, and nothing was done for it. */
  public boolean isHit() {
    return rest != null && rest.path("memoizationStatus").path("hit").asBoolean(false);
  }

  /** Argo's test, by the display name. */
  public boolean isExitHandler() {
    return displayName.endsWith(".onExit");
  }
}
