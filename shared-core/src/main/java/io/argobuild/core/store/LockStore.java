package io.argobuild.core.store;

import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.gate.LockView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The locks that runs share. Every method may be repeated, and be called by any thread.
 *
 * <p>Locks of a run that somebody may take over stay its own; those of a run that is gone, or has
 * ended with nobody driving it, are free. Errors are {@link
 * io.argobuild.core.problem.ProblemException}s with codes {@code RUN_STORE_…}.
 */
public interface LockStore {

  /** Takes what is free and queues for the rest; tells what the run has then. */
  LockView ask(String run, List<LockRequest> requests);

  /** Gives locks back, or waits for them no longer. */
  void release(String run, Set<String> holders);

  /**
   * Settles what a run has.
   *
   * @param held all of it; what else it had is given back, and none of it waits
   */
  void retain(String run, List<LockRequest> held);

  /**
   * Has a listener told when what others, or the run itself, gave back came to the run; at once for
   * changes made in this process. For those of other processes {@link #ask} again.
   */
  Subscription listen(String run, Consumer<LockView> listener);

  /** Until it is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
