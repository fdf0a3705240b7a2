package io.argobuild.core.engine;

import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodeStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far a group is when it ends and what it took: the sums of what is in it. Argo 4.1.2 also
 * counts what follows the group, as it goes by the edges of execution.
 */
final class GroupTotals {
  private GroupTotals() {}

  /** The frame's node with what it comes to. */
  static NodeStatus of(Pass pass, Frame frame) {
    NodeStatus node =
        pass.existing(frame.call().id()).toBuilder().progress(progress(pass, frame)).build();
    return ResourceDurations.with(node, resources(pass, frame));
  }

  /** As {@code N/M}; empty when nothing in it counts. */
  static String progress(Pass pass, Frame frame) {
    long done = 0;
    long total = 0;
    for (String id : members(pass, frame)) {
      NodeStatus member = pass.node(id);
      String progress = member == null ? "" : member.progress();
      int slash = progress.indexOf('/');
      if (slash > 0) {
        done += Long.parseLong(progress.substring(0, slash));
        total += Long.parseLong(progress.substring(slash + 1));
      }
    }
    return total == 0 ? "" : done + "/" + total;
  }

  /** See {@link ResourceDurations}. */
  static Map<String, Long> resources(Pass pass, Frame frame) {
    return ResourceDurations.sum(
        members(pass, frame).stream().flatMap(id -> Optional.ofNullable(pass.node(id)).stream()));
  }

  private static Collection<String> members(Pass pass, Frame frame) {
    if (frame instanceof Frame.Group group) {
      return group.byId().keySet();
    }
    if (frame instanceof Frame.Dag dag) {
      return dag.taskOf().keySet();
    }
    String name = frame.call().name();
    if (frame instanceof Frame.Steps steps) {
      return IntStream.rangeClosed(0, steps.group())
          .mapToObj(i -> NodeId.of(pass.workflow().name(), name + '[' + i + ']'))
          .toList();
    }
    return frame instanceof Frame.Retry
        ? pass.existing(frame.call().id()).children().stream()
            .filter(id -> isAttempt(pass, id, name))
            .toList()
        : List.of();
  }

  private static boolean isAttempt(Pass pass, String id, String retryName) {
    NodeStatus node = pass.node(id);
    return node != null && node.isRetried() && node.name().startsWith(retryName + '(');
  }
}
