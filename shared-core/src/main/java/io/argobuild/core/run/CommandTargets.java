package io.argobuild.core.run;

import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.status.NodeStatus;
import java.util.List;
import java.util.function.Function;

/** Finds the nodes that commands mean: people give names, display names or IDs. */
final class CommandTargets {
  private CommandTargets() {}

  /** The command once for each node meant, by its ID; none when it names a node there isn't. */
  static List<UserCommand> resolve(UserCommand command, WorkflowState state) {
    if (command instanceof UserCommand.Resume resume && !resume.nodeId().isEmpty()) {
      return each(
          state,
          resume.nodeId(),
          id -> new UserCommand.Resume(id, resume.outputs(), resume.message()));
    }
    if (command instanceof UserCommand.FailSuspended fail) {
      return each(state, fail.nodeId(), id -> new UserCommand.FailSuspended(id, fail.message()));
    }
    return List.of(command);
  }

  private static List<UserCommand> each(
      WorkflowState state, String meant, Function<String, UserCommand> command) {
    return suspended(meant, state).stream().map(NodeStatus::id).sorted().map(command).toList();
  }

  /**
   * Suspended nodes that are meant.
   *
   * @param meant name, display name or ID; empty for all
   */
  static List<NodeStatus> suspended(String meant, WorkflowState state) {
    return state.allNodes().stream()
        .filter(NodeStatus::isActiveSuspend)
        .filter(node -> meant.isEmpty() || isMeant(node, meant))
        .toList();
  }

  private static boolean isMeant(NodeStatus node, String text) {
    return node.id().equals(text) || node.name().equals(text) || node.displayName().equals(text);
  }
}
