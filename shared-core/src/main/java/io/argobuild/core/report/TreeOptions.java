package io.argobuild.core.report;

import io.argobuild.core.status.NodeStatus;
import java.util.function.Predicate;

/**
 * How a node tree is drawn.
 *
 * @param utf8 whether branches and icons may be other than ASCII
 * @param colour whether to use ANSI colours
 * @param columns which columns
 * @param shown nodes to draw; children of the others take their place
 */
public record TreeOptions(
    boolean utf8, boolean colour, Columns columns, Predicate<NodeStatus> shown) {
  public static final TreeOptions PLAIN = new TreeOptions(true, false, Columns.DEFAULT, n -> true);

  /** Argo's {@code -o}. */
  public enum Columns {
    DEFAULT,
    SHORT,
    WIDE
  }

  public TreeOptions withUtf8(boolean value) {
    return new TreeOptions(value, colour, columns, shown);
  }

  public TreeOptions withColour(boolean value) {
    return new TreeOptions(utf8, value, columns, shown);
  }

  public TreeOptions withColumns(Columns value) {
    return new TreeOptions(utf8, colour, value, shown);
  }

  public TreeOptions withShown(Predicate<NodeStatus> value) {
    return new TreeOptions(utf8, colour, columns, value);
  }
}
