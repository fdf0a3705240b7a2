package io.argobuild.core.report.graph;

import java.util.Comparator;
import java.util.List;

/** The states of nodes, as pages order them. */
final class States {
  static final List<String> WORST_FIRST =
      List.of(
          "Failed", "Error", "Running", "Suspended", "Pending", "Succeeded", "Skipped", "Omitted");

  private States() {}

  /**
   * @param nodes at least one
   */
  static String worst(List<ShownNode> nodes) {
    return nodes.stream()
        .map(ShownNode::state)
        .min(Comparator.comparingInt(WORST_FIRST::indexOf))
        .orElseThrow();
  }
}
