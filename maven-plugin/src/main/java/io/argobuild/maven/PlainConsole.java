package io.argobuild.maven;

import org.apache.maven.plugin.logging.Log;

/** Lines only, one after the other. */
record PlainConsole(Log log) implements Console {
  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }

  @Override
  public void status(String line) {
    // Where nothing can be written over, the narrator tells from time to time what goes on.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
