package io.argobuild.core.engine;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps nodes from running: a shutdown, the workflow's deadline, limits (argo-spec 01, 02).
 */
final class Shutdown {
  static final String FAIL_FAST = "template has failed or errored children and failFast enabled";
  static final String DEADLINE = "Step exceeded its deadline";
  private static final String TERMINATE = "Terminate";

  private final Drive drive;
  private final Pass pass;

  Shutdown(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /** {@code Stop}, {@code Terminate} or empty. */
  String strategy() {
    return pass.spec().shutdown();
  }

  boolean isOn() {
    return !strategy().isEmpty();
  }

  boolean allowsExitHandlers() {
    return !strategy().equals(TERMINATE);
  }

  /** Whether the call may not run because of a shutdown. */
  boolean stops(Call call) {
    return isOn() && !(call.exitHandler() && allowsExitHandlers());
  }

  /** When the workflow has to be done; null when it has all the time. */
  @Nullable Instant deadline() {
    Instant started = pass.status().startedAt();
    return started == null
        ? null
        : pass.spec()
            .activeDeadlineSeconds()
            .map(seconds -> Instant.ofEpochSecond(started.getEpochSecond()).plusSeconds(seconds))
            .orElse(null);
  }

  boolean isLate(Call call) {
    Instant deadline = deadline();
    return deadline != null && !call.exitHandler() && pass.now().isAfter(deadline);
  }

  /** Fails a node that only waits if it may wait no longer. */
  Optional<NodePhase> endOfWaiting(Call call) {
    if (stops(call)) {
      pass.mark(call.id(), NodePhase.FAILED, "Stopped with strategy '" + strategy() + "'");
      return Optional.of(NodePhase.FAILED);
    }
    if (isLate(call)) {
      pass.mark(call.id(), NodePhase.FAILED, DEADLINE);
      return Optional.of(NodePhase.FAILED);
    }
    return Optional.empty();
  }

  /** Whether no call at all gets a node at this moment. */
  boolean blocksAll() {
    Optional<Long> limit = pass.spec().parallelism();
    boolean full = limit.isPresent() && pass.plan().census().activePods() >= limit.get();
    return full || (pass.spec().suspend() && !isOn());
  }

  /** Whether a limit keeps a call from getting a node. */
  boolean isBlocked(Call call) {
    return failsFast(call.boundaryId()) || isFull(call);
  }

  /** Whether there is no place for a call, or another attempt of it, at this moment. */
  boolean isFull(Call call) {
    if (blocksAll()) {
      return true;
    }
    Frame boundary = pass.frame(call.boundaryId());
    Optional<Long> limit =
        boundary instanceof Frame.Steps steps
            ? steps.template().parallelism()
            : boundary instanceof Frame.Dag dag ? dag.template().parallelism() : Optional.empty();
    return limit.isPresent() && pass.plan().census().activeIn(call.boundaryId()) >= limit.get();
  }

  /** Whether a Steps or DAG node starts nothing more as one of its members has failed. */
  boolean failsFast(String boundaryId) {
    Frame frame = pass.frame(boundaryId);
    boolean wanted =
        frame instanceof Frame.Steps steps
            ? steps.template().failFast()
            : frame instanceof Frame.Dag dag && dag.template().failFast();
    return wanted && pass.plan().census().failedIn().contains(boundaryId);
  }

  /** Ends what waits and what runs, after a shutdown or the deadline. */
  void sweep() {
    for (var entry : pass.plan().frames().entrySet()) {
      Frame frame = entry.getValue();
      if (stops(frame.call()) || isLate(frame.call())) {
        NodeStatus node = pass.node(entry.getKey());
        if (node != null && !node.isFulfilled()) {
          pass.drive(frame.call());
        }
      }
    }
  }

  Drive drive() {
    return drive;
  }
}
