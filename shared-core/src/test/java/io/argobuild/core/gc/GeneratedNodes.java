package io.argobuild.core.gc;

import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nodes with artifact states of all kinds, from a seed; keys are often shared. */
final class GeneratedNodes {
  private static final String[] STRATEGIES = {
    "OnWorkflowCompletion",
    "OnWorkflowCompletion",
    "OnWorkflowCompletion",
    "OnWorkflowDeletion",
    "OnWorkflowSuccess",
    "OnWorkflowFailure",
    "Never",
    "",
    "Unknown"
  };

  private GeneratedNodes() {}

  static List<NodeStatus> of(long seed) {
    Random random = new Random(seed);
    List<NodeStatus> nodes = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      List<ArtifactState> states = new ArrayList<>();
      int artifacts = random.nextInt(4);
      for (int j = 0; j < artifacts; j++) {
        states.add(state(random, i, "artifact-" + j));
      }
      nodes.add(
          new NodeBuilder("wf-" + i, "wf.n" + i, NodeType.Leaf.POD).artifacts(states).build());
    }
    return nodes;
  }

  private static ArtifactState state(Random random, int node, String name) {
    ArtifactState.Phase[] phases = ArtifactState.Phase.values();
    ArtifactState.Phase phase = phases[random.nextInt(phases.length)];
    String strategy = STRATEGIES[random.nextInt(STRATEGIES.length)];
    return new ArtifactState(name, phase, key(random, node, name), -1, "", strategy, null);
  }

  private static String key(Random random, int node, String name) {
    return switch (random.nextInt(8)) {
      case 0 -> "shared/" + random.nextInt(3);
      case 1 -> "folder/" + random.nextInt(2) + "/";
      case 2 -> "folder/" + random.nextInt(2) + "/" + random.nextInt(3);
      case 3 -> random.nextBoolean() ? "" : "../" + name;
      default -> "wf/wf-main-" + node + "/" + name + ".tgz";
    };
  }
}
