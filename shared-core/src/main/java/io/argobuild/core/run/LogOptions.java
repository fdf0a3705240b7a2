package io.argobuild.core.run;

/**
 * Which logs of pods are handed to the listener while a run goes on.
 *
 * @param main logs of main containers
 * @param sidecars logs of sidecars too
 */
public record LogOptions(boolean main, boolean sidecars) {
  public static final LogOptions NONE = new LogOptions(false, false);
  public static final LogOptions MAIN = new LogOptions(true, false);
  public static final LogOptions ALL = new LogOptions(true, true);
}
