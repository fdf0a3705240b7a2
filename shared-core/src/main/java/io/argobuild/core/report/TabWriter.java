package io.argobuild.core.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns columns as Go's {@code text/tabwriter} does with a padding of two blanks: a cell ends with
 * a tab, what follows a line's last tab is not part of a column, and a column reaches over adjacent
 * lines that have it.
 */
final class TabWriter {
  private static final int PADDING = 2;

  private final List<List<String>> lines = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  private TabWriter() {}

  static String align(String text) {
    if (text.isEmpty()) {
      return "";
    }
    TabWriter writer = new TabWriter();
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      List<String> cells = List.of(line.split("\t", -1));
      writer.lines.add(cells);
      if (cells.size() == 1) {
        // A line without columns ends those of the lines before.
        writer.flush();
      }
    }
    writer.flush();
    return writer.out.toString();
  }

  private void flush() {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0) - 1;
    int[][] widths = new int[lines.size()][Math.max(columns, 0)];
    for (int column = 0; column < columns; column++) {
      int from = 0;
      while (from < lines.size()) {
        int to = from;
        int width = PADDING;
        while (to < lines.size() && column < lines.get(to).size() - 1) {
          String cell = lines.get(to).get(column);
          width = Math.max(width, cell.codePointCount(0, cell.length()) + PADDING);
          to++;
        }
        for (int line = from; line < to; line++) {
          widths[line][column] = width;
        }
        from = to + 1;
      }
    }
    for (int line = 0; line < lines.size(); line++) {
      print(lines.get(line), widths[line]);
    }
    lines.clear();
  }

  private void print(List<String> cells, int[] widths) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      out.append(cell);
      if (i < cells.size() - 1) {
        out.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())));
      }
    }
    out.append('\n');
  }
}
