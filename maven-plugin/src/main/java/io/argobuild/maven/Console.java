package io.argobuild.maven;

import org.apache.maven.plugin.logging.Log;

/** Where a run is shown. May be called by any thread. */
interface Console extends AutoCloseable {

  /** What fits the style; where Maven is to be quiet, nothing is written over either. */
  static Console of(Log log, Style style) {
    return style.live() && log.isInfoEnabled()
        ? new LiveConsole(log, System.out, Terminal.width())
        : new PlainConsole(log);
  }

  void info(String line);

  void warn(String line);

  /** What goes on now; shown where lines can be written over. */
  void status(String line);

  @Override
  void close();
}
