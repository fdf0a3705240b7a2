package io.argobuild.core.report.graph;

import java.util.List;

/** How a node is drawn. */
final class SceneBox extends Box {
  static final double HEAD = 28;
  static final double PAD = 14;
  static final double CELL = 9;
  static final int MAX_CELLS = 600;
  private static final double CARD_WIDTH = 204;
  private static final double CARD_HEIGHT = 50;
  private static final int MOST_CELLS_A_ROW = 30;
  private static final int LEAST_CELLS_A_ROW = 18;

  final ShownNode node;
  final Kind kind;

  /** What a frame holds, relative to its inside. */
  List<SceneBox> inside = List.of();

  /** Whether a frame is not drawn: a StepGroup with one step. */
  boolean bare;

  double pad;
  double head;
  int cellsARow;

  /** The forms that a node takes. */
  enum Kind {
    CARD,
    /** A Retry of leaves, with its attempts. */
    STACK,
    /** A long loop: a cell an item. */
    STRIP,
    /** A group that is closed. */
    GROUP,
    FRAME
  }

  SceneBox(ShownNode node, Kind kind) {
    super(CARD_WIDTH, CARD_HEIGHT);
    this.node = node;
    this.kind = kind;
    switch (kind) {
      case CARD -> {}
      case STACK -> height = 66;
      case GROUP -> height = 62;
      case STRIP -> {
        int cells = Math.min(MAX_CELLS, node.members().size());
        cellsARow = Math.min(MOST_CELLS_A_ROW, Math.max(LEAST_CELLS_A_ROW, cells));
        width = Math.max(CARD_WIDTH, cellsARow * CELL + 2 * PAD);
        height = 74 + Math.ceil((double) cells / cellsARow) * CELL;
      }
      case FRAME -> {
        boolean steps = node.node().type().equals("StepGroup");
        bare = steps && node.members().size() == 1;
        pad = bare ? 0 : steps ? 10 : PAD;
        head = steps ? 0 : HEAD;
      }
    }
  }

  void wrap(Layout layout, List<SceneBox> boxes) {
    inside = boxes;
    width = Math.max(layout.width() + 2 * pad, head > 0 ? 150 : 0);
    height = layout.height() + 2 * pad + head;
  }
}
