package io.argobuild.maven;

import java.io.PrintStream;
import org.apache.maven.plugin.logging.Log;

/** Keeps one line at the bottom of a terminal that says what goes on. */
final class LiveConsole implements Console {
  private static final String ERASE = "\r\u001b[K";

  private final Log log;
  private final PrintStream terminal;
  private final int width;
  private String footer = "";

  /**
   * @param width columns of the terminal
   */
  LiveConsole(Log log, PrintStream terminal, int width) {
    this.log = log;
    this.terminal = terminal;
    this.width = width;
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
    // A line that wraps could not be erased.
    String next = Terminal.cut(line, width - 1);
    if (!next.equals(footer)) {
      erase();
      footer = next;
      draw();
    }
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
