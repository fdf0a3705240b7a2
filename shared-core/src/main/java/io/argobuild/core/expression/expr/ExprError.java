package io.argobuild.core.expression.expr;

/** An error with its place, in expr's form: message, line and column, and the source line. */
public final class ExprError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean whileRunning;
  private final String summary;
  private final int line;
  private final int column;

  private ExprError(boolean whileRunning, String text, String summary, int line, int column) {
    super(text, null, false, false);
    this.whileRunning = whileRunning;
    this.summary = summary;
    this.line = line;
    this.column = column;
  }

  static ExprError compiling(String message, Location at, String source) {
    return of(false, message, at, source);
  }

  static ExprError running(String message, Location at, String source) {
    return of(true, message, at, source);
  }

  private static ExprError of(boolean running, String message, Location at, String source) {
    int line = 1;
    int lineStart = 0;
    int column = 0;
    int i = 0;
    for (int n = 0; n < at.from() && i < source.length(); n++) {
      int c = source.codePointAt(i);
      i += Character.charCount(c);
      column++;
      if (c == '\n') {
        line++;
        lineStart = i;
        column = 0;
      }
    }
    int lineEnd = source.indexOf('\n', lineStart);
    String shown = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
    if (shown.isEmpty()) {
      return new ExprError(running, message, message, line, column + 1);
    }
    String summary = message + " (" + line + ":" + (column + 1) + ")";
    String text = summary + "\n | " + shown.replace('\t', ' ') + "\n | " + ".".repeat(column) + "^";
    return new ExprError(running, text, summary, line, column + 1);
  }

  /** Whether it arose while running, not while compiling. */
  public boolean whileRunning() {
    return whileRunning;
  }

  /** The whole text, with the source line. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The text without the source line. */
  public String summary() {
    return summary;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in characters. */
  public int column() {
    return column;
  }
}
