package io.argobuild.maven;

import io.argobuild.core.run.LogOptions;

/** Which logs {@code argo.logs} asks for. */
enum LogChoice {
  MAIN(LogOptions.MAIN),
  ALL(LogOptions.ALL),
  NONE(LogOptions.NONE);

  final LogOptions options;

  LogChoice(LogOptions options) {
    this.options = options;
  }
}
