package io.argobuild.maven;

import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.Run;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run when the JVM is told to end, by Ctrl-C or a signal: Maven has no other way to tell. It
 * holds the JVM until the run has ended, but not for ever.
 */
final class InterruptHook implements AutoCloseable {
  private final AtomicReference<@Nullable Run> run = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final InterruptPolicy policy;
  private final Duration grace;
  private final Consumer<String> warnings;
  private final Thread thread = new Thread(this::shutDown, "argo-shutdown");

  /**
   * @param grace how long to wait for the end before the run is terminated, and once more after
   */
  InterruptHook(InterruptPolicy policy, Duration grace, Consumer<String> warnings) {
    this.policy = policy;
    this.grace = grace;
    this.warnings = warnings;
  }

  InterruptHook install() {
    Runtime.getRuntime().addShutdownHook(thread);
    return this;
  }

  void watch(Run started) {
    run.set(started);
  }

  /** What the JVM does when it ends. */
  void shutDown() {
    Run current = run.get();
    if (current == null) {
      // What is recorded by now can be taken over; nothing has been started yet.
      return;
    }
    try {
      warnings.accept("Interrupted: " + what() + " workflow " + current.name());
      current.interrupt();
      if (isDone() || policy == InterruptPolicy.DETACH) {
        return;
      }
      warnings.accept("Workflow " + current.name() + " has not ended yet: terminating it");
      current.interrupt();
      if (!isDone()) {
        warnings.accept("Workflow " + current.name() + " is left as it is; it can be taken over");
      }
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown thread but a JVM that won't wait.
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDone() throws InterruptedException {
    return done.await(grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String what() {
    return switch (policy) {
      case STOP -> "stopping";
      case TERMINATE -> "terminating";
      case DETACH -> "leaving";
    };
  }

  /** The run has ended and everything was told. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook has just been let go.
      return;
    }
  }
}
