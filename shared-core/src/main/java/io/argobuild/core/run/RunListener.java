package io.argobuild.core.run;

/**
 * Is told what happens in a run. Calls for one run come one at a time and in order. An exception it
 * throws is logged, and the run goes on.
 */
@FunctionalInterface
public interface RunListener {
  RunListener NONE = event -> {};

  void on(RunEvent event);
}
