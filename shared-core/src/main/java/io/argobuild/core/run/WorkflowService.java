package io.argobuild.core.run;

import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.OrphanReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs workflows. Errors are {@link io.argobuild.core.problem.ProblemException}s; a run nobody
 * knows is {@code RUN_NOT_FOUND}. All methods may be called by any thread.
 */
public interface WorkflowService extends AutoCloseable {

  /** Records a run and starts it. */
  Run submit(RunOptions options, RunListener listener);

  /**
   * Submits and waits for the end. An interruption does what {@link DriverOptions#onInterrupt}
   * says, then the end is waited for and the thread is left interrupted.
   */
  RunOutcome run(RunOptions options, RunListener listener);

  /**
   * Takes over a run whose driver died or was detached, and goes on where it was; no finished node
   * runs again. Lines of logs that were told before the takeover are not told again.
   *
   * @param resources Secrets, which are not recorded; what else is in it is as it was at the start
   * @throws io.argobuild.core.problem.ProblemException when another JVM drives it
   */
  Run attach(String name, Manifests resources, DriverOptions options, RunListener listener);

  /** What a retry would do; nothing is changed. Refused as {@link #retry} is. */
  RetryPlan planRetry(String name, RetryOptions options);

  /**
   * Has a run go on that has ended: what failed runs again, and what is chosen; what else succeeded
   * is kept. What is wrong in the status is mended before. The status before is kept as a
   * checkpoint.
   *
   * @param resources see {@link #attach}
   * @throws io.argobuild.core.problem.ProblemException {@code RETRY_NOT_FINISHED}, {@code
   *     RETRY_SUCCEEDED}, {@code RETRY_NO_SUCH_NODE}, {@code RETRY_UNSOUND}; {@code RUN_PODS_LEFT}
   *     when pods would not go. Nothing has changed then
   * @throws InterruptedException nothing but pods and objects that would have been replaced is gone
   */
  Run retry(
      String name,
      RetryOptions options,
      Manifests resources,
      DriverOptions driver,
      RunListener listener)
      throws InterruptedException;

  /**
   * What {@link #submit} needs to start a run anew, in whatever phase it is, under another name.
   *
   * @param parameters values instead of those that it was started with
   * @param resources see {@link #attach}
   */
  RunOptions resubmission(
      String name, Map<String, String> parameters, Manifests resources, DriverOptions driver);

  /** A run's workflow with its status, as last recorded. */
  Workflow get(String name);

  /** All runs, those that go on first, then the latest first. */
  List<RunInfo> list();

  /** Reads logs; returns when all were read or, following, when the workflow has ended. */
  void logs(String name, LogQuery query, Consumer<RunEvent.PodLog> lines)
      throws InterruptedException;

  /**
   * Reads what is stored under the key of an output artifact: one object, or all of a folder.
   *
   * @param key one that the run's status names
   * @param resources Secrets that the run's repository needs
   * @throws IOException of the sink
   */
  void artifact(String name, String key, Manifests resources, ArtifactSink sink) throws IOException;

  /**
   * No new work, running pods end; exit handlers still run. As the other commands it is left to the
   * JVM that drives the run, or to the next that does.
   *
   * @return whether somebody drives the run now
   */
  boolean stop(String name, String message);

  boolean terminate(String name);

  boolean suspend(String name);

  /** Throws {@code RUN_RESUME_VALUE} when a value is for no suspended node, or not in its enum. */
  boolean resume(String name, ResumeOptions options);

  /**
   * Deletes artifacts of a finished run that the manifest wants deleted by now, such as those that
   * could not be deleted at its end.
   *
   * @param resources Secrets that the run's repository needs: they are not recorded. Where they are
   *     missing, the keys of {@link RepositoryOptions} count.
   */
  GcReport gc(String name, Manifests resources) throws InterruptedException;

  /** What {@link #gc} would delete; nothing is changed, and no store is asked. */
  GcPlan gcPlan(String name);

  /**
   * Looks for objects in the repository that no run knows of, and deletes them when asked.
   *
   * @param listener is told each, before it is deleted
   * @throws io.argobuild.core.problem.ProblemException {@code ORPHANS_PREFIX_NEEDED}, {@code
   *     ORPHANS_RUN_UNREADABLE}, and those of the store
   */
  OrphanReport orphans(OrphanOptions options, Consumer<StoredObject> listener);

  /**
   * Removes pods, artifacts as the manifest says, and what is known of a run nobody drives.
   *
   * @param resources as for {@link #gc}
   */
  GcReport delete(String name, Manifests resources) throws InterruptedException;

  /** The same, for a run whose repository needs no Secret. */
  default GcReport gc(String name) throws InterruptedException {
    return gc(name, Manifests.NONE);
  }

  /** The same, for a run whose repository needs no Secret. */
  default GcReport delete(String name) throws InterruptedException {
    return delete(name, Manifests.NONE);
  }

  /** Does with every run what closing its handle does. */
  @Override
  void close();
}
