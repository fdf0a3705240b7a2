package io.argobuild.core.engine;

import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Until when nodes may wait for their pods to start. */
final class PendingLimits {
  /** How long a pod that is refused is tried again where nothing else is said. */
  private static final Duration REFUSED = Duration.ofMinutes(30);

  private final Pass pass;
  private final @Nullable Duration own;

  PendingLimits(Pass pass, EngineSettings settings) {
    this.pass = pass;
    this.own = settings.pendingLimit();
  }

  /**
   * A limit.
   *
   * @param message of a node that reached it
   * @param ofManifest whether it ends the steps around too, as Argo's does
   */
  record Limit(Instant at, String message, boolean ofManifest) {}

  /** The manifest's, else the engine's own; null for as long as it takes. */
  @Nullable Limit of(Frame.Leaf frame, NodeStatus node, boolean refused) {
    Instant manifests = ofManifest(frame.template(), node);
    if (manifests != null) {
      return new Limit(manifests, "timeout", true);
    }
    Duration limit = own == null && refused ? REFUSED : own;
    if (limit == null) {
      return null;
    }
    Instant at = frame.since().plus(limit);
    if (refused && pass.now().isAfter(at)) {
      // Pods that wait for others to make room wait as long as there are others.
      at = latest(at, lastEnd().plus(limit));
    }
    String why = node.message().isEmpty() ? "" : ": " + node.message();
    return new Limit(at, "pod did not start within " + ArgoDuration.print(limit) + why, false);
  }

  /** The one that a template gives; null where it gives none. */
  static @Nullable Instant ofManifest(Template template, NodeStatus node) {
    Duration least = null;
    for (String text : new String[] {template.timeout(), template.pendingTimeout()}) {
      if (!text.isEmpty()) {
        try {
          Duration one = ArgoDuration.parse(text);
          least = least == null || one.compareTo(least) < 0 ? one : least;
        } catch (ProblemException e) {
          // Its pod could not be made with a timeout that can't be read.
          continue;
        }
      }
    }
    Instant started = node.startedAt();
    return least == null || started == null ? null : started.plus(least);
  }

  private Instant lastEnd() {
    return pass.nodes().stream()
        .filter(node -> node.type() == NodeType.Leaf.POD)
        .map(NodeStatus::finishedAt)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
