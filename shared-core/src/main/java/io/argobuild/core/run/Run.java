package io.argobuild.core.run;

import io.argobuild.core.manifest.Workflow;
import java.time.Duration;
import java.util.Optional;

/**
 * A run that is driven by this JVM. Commands return once they are accepted; what comes of them is
 * told to the listener.
 */
public interface Run extends AutoCloseable {
  String name();

  /** The workflow as it is now, with its status. */
  Workflow workflow();

  /**
   * Waits for the end, artifact GC included.
   *
   * @throws io.argobuild.core.problem.ProblemException when the run could not be driven any further
   */
  RunOutcome await() throws InterruptedException;

  /** As {@link #await()}; empty when it did not end in time. */
  Optional<RunOutcome> await(Duration timeout) throws InterruptedException;

  /** No new work, running pods end; exit handlers still run. */
  void stop(String message);

  /** Everything ends, no exit handlers. */
  void terminate();

  /** No new pods; running ones go on. */
  void suspend();

  /** Throws {@code RUN_RESUME_VALUE} when a value is for no suspended node, or not in its enum. */
  void resume(ResumeOptions options);

  /** Does what {@link DriverOptions#onInterrupt} says; a second time terminates. */
  void interrupt();

  /** Stops driving and leaves pods and state as they are. */
  void detach();

  /** Does what {@link DriverOptions#onInterrupt} says if the run goes on, and waits for its end. */
  @Override
  void close();
}
