package io.argobuild.core.run;

/**
 * How a run is driven, whether it was submitted here or taken over.
 *
 * @param gc whether artifacts are collected at the end, as the manifest says
 * @param onInterrupt what an interruption, or closing the handle of an unfinished run, does
 * @param logs which logs are followed
 */
public record DriverOptions(boolean gc, InterruptPolicy onInterrupt, LogOptions logs) {
  public static final DriverOptions DEFAULT =
      new DriverOptions(true, InterruptPolicy.STOP, LogOptions.MAIN);

  public DriverOptions withGc(boolean value) {
    return new DriverOptions(value, onInterrupt, logs);
  }

  public DriverOptions withOnInterrupt(InterruptPolicy value) {
    return new DriverOptions(gc, value, logs);
  }

  public DriverOptions withLogs(LogOptions value) {
    return new DriverOptions(gc, onInterrupt, value);
  }
}
