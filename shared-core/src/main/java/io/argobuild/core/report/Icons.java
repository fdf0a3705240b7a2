package io.argobuild.core.report;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;

/** Icons, branches and colours of {@code argo get} (Argo 4.1.2). */
record Icons(boolean utf8, boolean colour) {
  static final int RED = 31;
  static final int GREEN = 32;
  static final int YELLOW = 33;
  static final int CYAN = 36;
  static final int DEFAULT = 39;

  /** A branch to a node, and what stands below it in front of the node's members. */
  record Branch(String toNode, String below) {}

  String of(NodeStatus node) {
    return node.isActiveSuspend() ? paint(utf8 ? "ǁ" : "Suspend", CYAN) : of(node.phase());
  }

  private String of(NodePhase phase) {
    return switch (phase) {
      case PENDING -> paint(utf8 ? "◷" : phase.argoName(), YELLOW);
      case RUNNING -> paint(utf8 ? "●" : phase.argoName(), CYAN);
      case SUCCEEDED -> paint(utf8 ? "✔" : phase.argoName(), GREEN);
      case SKIPPED -> paint(utf8 ? "○" : phase.argoName(), DEFAULT);
      case FAILED -> paint(utf8 ? "✖" : phase.argoName(), RED);
      case ERROR -> paint(utf8 ? "⚠" : phase.argoName(), RED);
      case OMITTED -> "";
    };
  }

  String ofCondition(String type) {
    return switch (type) {
      case "MetricsError" -> paint(utf8 ? "✖" : "Error", RED);
      case "SpecWarning" -> paint(utf8 ? "⚠" : "Warning", YELLOW);
      default -> "";
    };
  }

  /** The heading carries a colour too, so that its column is as wide as those of the nodes. */
  String heading(String text) {
    return paint(text, DEFAULT);
  }

  /** To a member of a node that is drawn. */
  Branch member(boolean last) {
    return last
        ? new Branch(utf8 ? "└─" : "`-", "  ")
        : new Branch(utf8 ? "├─" : "|-", utf8 ? "│ " : "| ");
  }

  /** To a member of a group that is not drawn itself, but by a bracket. */
  Branch bracket(int index, int last) {
    if (last == 0) {
      return new Branch(utf8 ? "──" : "--", "  ");
    }
    return index == 0 ? new Branch(utf8 ? "┬─" : "+-", utf8 ? "│ " : "| ") : member(index == last);
  }

  private String paint(String text, int colourCode) {
    return colour ? "\u001b[" + colourCode + 'm' + text + "\u001b[0m" : text;
  }
}
