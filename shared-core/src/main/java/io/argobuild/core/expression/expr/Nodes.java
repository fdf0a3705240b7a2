package io.argobuild.core.expression.expr;

/** Makes nodes, and refuses when there are too many or they are nested too deeply. */
final class Nodes {
  private final int maxNodes;
  private final int maxDepth;
  private int count;
  private int nesting;

  Nodes(int maxNodes, int maxDepth) {
    this.maxNodes = maxNodes;
    this.maxDepth = maxDepth;
  }

  /** Counts {@code node}. Empty, or why it can't be. */
  String refusal(Node node) {
    if (++count > maxNodes) {
      return "compilation failed: expression exceeds maximum allowed nodes";
    }
    return node.depth() > maxDepth ? tooDeep() : "";
  }

  private String tooDeep() {
    return "compilation failed: expression nested deeper than " + maxDepth;
  }

  /** On the way into a nested expression. Empty, or why it goes too deep. */
  String enter() {
    return ++nesting > maxDepth ? tooDeep() : "";
  }

  void leave() {
    nesting--;
  }
}
