package io.argobuild.core.engine;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.TaskResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which results a task has, for {@code depends} (Argo 4.1.2). */
final class DependsResults {
  private DependsResults() {}

  static boolean holds(
      NodeStatus node, TaskResult result, Function<String, @Nullable NodeStatus> nodes) {
    return switch (result) {
      case SUCCEEDED -> node.phase() == NodePhase.SUCCEEDED;
      case FAILED -> node.phase() == NodePhase.FAILED;
      case ERRORED -> node.phase() == NodePhase.ERROR;
      case SKIPPED -> node.phase() == NodePhase.SKIPPED;
      case OMITTED -> node.phase() == NodePhase.OMITTED;
      case DAEMONED -> node.daemoned() && node.phase() != NodePhase.PENDING;
      case ANY_SUCCEEDED -> anyItem(node, nodes);
      case ALL_FAILED -> allItems(node, nodes);
    };
  }

  private static boolean anyItem(NodeStatus node, Function<String, @Nullable NodeStatus> nodes) {
    return node.type() == NodeType.Virtual.TASK_GROUP
        && node.children().stream()
            .map(nodes)
            .anyMatch(child -> child != null && child.phase() == NodePhase.SUCCEEDED);
  }

  private static boolean allItems(NodeStatus node, Function<String, @Nullable NodeStatus> nodes) {
    return node.type() == NodeType.Virtual.TASK_GROUP
        && !node.children().isEmpty()
        && node.children().stream()
            .map(nodes)
            .allMatch(child -> child != null && child.phase() == NodePhase.FAILED);
  }
}
