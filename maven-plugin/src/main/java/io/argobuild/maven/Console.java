package io.argobuild.maven;

/** Where a run is shown. May be called by any thread. */
interface Console extends AutoCloseable {
  void info(String line);

  void warn(String line);

  /** What goes on now; shown where lines can be written over. */
  void status(String line);

  @Override
  void close();
}
