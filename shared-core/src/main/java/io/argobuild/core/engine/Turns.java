package io.argobuild.core.engine;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;

/** Nodes that a manual retry has reset wait until it is their turn to run again. */
final class Turns {
  private Turns() {}

  /** Whether the node is there, and does not wait for its turn to run again. */
  static boolean hasBegun(Pass pass, String id) {
    NodeStatus node = pass.node(id);
    return node != null && (node.isFulfilled() || node.startedAt() != null);
  }

  /** Has a node begin that waited for its turn. */
  static void begin(Pass pass, String id) {
    NodeStatus node = pass.node(id);
    if (node != null && !hasBegun(pass, id)) {
      pass.put(node.toBuilder().startedAt(pass.now()).build());
    }
  }

  /** What was to run again in something that has ended never will. */
  static void end(Pass pass, Call call) {
    for (String id : pass.plan().census().waiting()) {
      NodeStatus node = pass.existing(id);
      String name = call.name();
      boolean inside =
          node.name().length() > name.length()
              && node.name().startsWith(name)
              && ".[(".indexOf(node.name().charAt(name.length())) >= 0;
      if (inside) {
        pass.mark(id, NodePhase.FAILED, "what it is in ended before it began again");
        ContainerNodes.end(pass, node);
      }
    }
  }
}
