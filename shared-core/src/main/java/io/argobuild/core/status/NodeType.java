package io.argobuild.core.status;

import java.util.Optional;

/**
 * What a node is. The two members are enums, so that a {@code switch} over either is checked for
 * completeness by the compiler.
 */
public sealed interface NodeType permits NodeType.Leaf, NodeType.Virtual {
  /** Argo's name of the type, as in {@code status.nodes[].type}. */
  String argoName();

  static Optional<NodeType> of(String argoName) {
    for (Leaf leaf : Leaf.values()) {
      if (leaf.argoName.equals(argoName)) {
        return Optional.of(leaf);
      }
    }
    for (Virtual virtual : Virtual.values()) {
      if (virtual.argoName.equals(argoName)) {
        return Optional.of(virtual);
      }
    }
    return Optional.empty();
  }

  /** Nodes that do something themselves, or stand for something that was not done. */
  enum Leaf implements NodeType {
    POD("Pod"),
    CONTAINER("Container"),
    SUSPEND("Suspend"),
    HTTP("HTTP"),
    PLUGIN("Plugin"),
    SKIPPED("Skipped");

    private final String argoName;

    Leaf(String argoName) {
      this.argoName = argoName;
    }

    @Override
    public String argoName() {
      return argoName;
    }

    /** Whether the node counts in {@code progress} (Argo 4.1.2). */
    public boolean isExecutable() {
      return this != SKIPPED;
    }

    /** Whether a pod of the node's own may do its work. */
    public boolean isPod() {
      return this == POD || this == HTTP;
    }
  }

  /** Nodes whose result is that of their members. */
  enum Virtual implements NodeType {
    STEPS("Steps"),
    STEP_GROUP("StepGroup"),
    DAG("DAG"),
    TASK_GROUP("TaskGroup"),
    RETRY("Retry");

    private final String argoName;

    Virtual(String argoName) {
      this.argoName = argoName;
    }

    @Override
    public String argoName() {
      return argoName;
    }
  }
}
