package io.argobuild.maven;

import java.io.PrintStream;

/** Lines for a file, where Maven is no longer there. */
record PrintConsole(PrintStream out) implements Console {
  @Override
  public void info(String line) {
    out.println(line);
  }

  @Override
  public void warn(String line) {
    out.println("WARNING " + line);
  }

  @Override
  public void status(String line) {
    // A file can't be written over.
  }

  @Override
  public void close() {
    out.flush();
  }
}
