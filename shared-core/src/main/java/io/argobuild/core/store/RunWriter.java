package io.argobuild.core.store;

/** The one writer of a run, until it is closed. May be called by any thread, one at a time. */
public interface RunWriter extends AutoCloseable {

  /** The run as it is recorded now. */
  StoredRun run();

  /** Grows with every writer the run has had. */
  long token();

  /**
   * Records a tick; durable when this returns.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code RUN_LEASE_LOST} when another writer
   *     has taken over
   */
  void append(JournalEntry entry);

  /**
   * Replaces workflow, status and nodes in one write, as a manual retry does. What was before is
   * kept under the label.
   */
  void replace(StoredRun.Content content, String label);

  /** Writes everything anew and drops the journal; done by itself when the journal has grown. */
  void compact();

  /** Gives the run up for others. */
  @Override
  void close();
}
