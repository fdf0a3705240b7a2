package io.argobuild.core.store;

import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept. One writer for each run, any number of readers.
 *
 * <p>Errors are {@link io.argobuild.core.problem.ProblemException}s: {@code RUN_NOT_FOUND}, {@code
 * RUN_EXISTS}, {@code RUN_NAME_UNSAFE}, {@code RUN_LOCKED} (TRANSIENT; another process drives the
 * run, and is named), {@code RUN_CORRUPT}, {@code RUN_STORE_FULL}, {@code RUN_STORE_DENIED}, {@code
 * RUN_STORE_FAILED}. All methods may be called by any thread.
 */
public interface WorkflowStore {

  /** Records a new run, durable when this returns, and gives its writer. */
  RunWriter create(RunManifest manifest);

  /** Takes over a run that nobody else drives. */
  RunWriter open(String name);

  /** The run as last recorded, whoever drives it. */
  StoredRun read(String name);

  /** What there is, the latest first. */
  List<RunSummary> list();

  /** One of {@link #list}; empty when there is no such run. */
  default Optional<RunSummary> find(String name) {
    return list().stream().filter(run -> run.name().equals(name)).findFirst();
  }

  /** The name of the run that was recorded last. */
  Optional<String> latest();

  /**
   * Removes all that is known of a run that nobody drives; one that is unknown is success.
   *
   * @return false if there was none
   */
  boolean delete(String name);
}
