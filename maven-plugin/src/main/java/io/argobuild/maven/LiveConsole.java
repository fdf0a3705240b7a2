package io.argobuild.maven;

import java.io.PrintStream;
import org.apache.maven.plugin.logging.Log;

/** Keeps one line at the bottom of a terminal that says what goes on. */
final class LiveConsole implements Console {
  private static final String ERASE = "\r\u001b[K";
  private static final int WIDTH = 79;

  private final Log log;
  private final PrintStream terminal;
  private String footer = "";

  LiveConsole(Log log, PrintStream terminal) {
    this.log = log;
    this.terminal = terminal;
  }

  @Override
  public synchronized void info(String line) {
    erase();
    log.info(line);
    draw();
  }

  @Override
  public synchronized void warn(String line) {
    erase();
    log.warn(line);
    draw();
  }

  @Override
  public synchronized void status(String line) {
    String next = shortened(line);
    if (!next.equals(footer)) {
      erase();
      footer = next;
      draw();
    }
  }

  /** A line that wraps could not be erased. */
  private static String shortened(String line) {
    return line.codePointCount(0, line.length()) <= WIDTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, WIDTH - 3)) + "...";
  }

  private void erase() {
    if (!footer.isEmpty()) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }

  private void draw() {
    if (!footer.isEmpty()) {
      terminal.print(footer);
      terminal.flush();
    }
  }

  @Override
  public synchronized void close() {
    status("");
  }
}
