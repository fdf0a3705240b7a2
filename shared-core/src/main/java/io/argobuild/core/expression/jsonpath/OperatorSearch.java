package io.argobuild.core.expression.jsonpath;

/** Finds an operator outside quotes and brackets. */
final class OperatorSearch {
  private boolean single;
  private boolean doubled;
  private int square;
  private int round;

  private OperatorSearch() {}

  /** Where the operator first stands in an expression given as bytes; -1 when it does not. */
  static int find(String expression, String operator) {
    OperatorSearch search = new OperatorSearch();
    for (int i = 0; i < expression.length(); i++) {
      search.step(expression.charAt(i));
      int start = i + 1 - operator.length();
      if (!search.inside() && start >= 0 && expression.startsWith(operator, start)) {
        return start;
      }
    }
    return -1;
  }

  private boolean inside() {
    return single || doubled || square > 0 || round > 0;
  }

  private void step(char c) {
    boolean quoted = single || doubled;
    switch (c) {
      case '(' -> round += quoted || square > 0 ? 0 : 1;
      case ')' -> round -= quoted || square > 0 ? 0 : 1;
      case '[' -> square += quoted || round > 0 ? 0 : 1;
      case ']' -> square -= quoted || round > 0 ? 0 : 1;
      case '\'' -> single ^= !(doubled || square > 0 || round > 0);
      case '"' -> doubled ^= !(single || square > 0 || round > 0);
      default -> {}
    }
  }
}
