package io.argobuild.core.retry;

import io.argobuild.core.status.NodePhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a Retry node now. */
public sealed interface RetryDecision {

  /**
   * The node ends as its last attempt did.
   *
   * @param message of the node; may be empty
   */
  record GiveUp(NodePhase phase, String message) implements RetryDecision {}

  /**
   * The strategy itself is at fault: the node becomes Error, and unlike after {@link GiveUp} the
   * message is an error to the node's parent too.
   */
  record Invalid(String message) implements RetryDecision {}

  /**
   * The node goes on running, with this message, until it is time for another attempt.
   *
   * @param until when to ask again
   */
  record WaitUntil(Instant until, String message) implements RetryDecision {}

  /**
   * Another attempt, now; the node's message is cleared.
   *
   * @param number from 0
   * @param deadline when the attempt's pods are to end; null for no such time
   */
  record Attempt(int number, @Nullable Instant deadline) implements RetryDecision {}

  /** The node ends well, with the outputs of the last attempt. */
  record Succeed() implements RetryDecision {}

  /** The last attempt has not ended; a daemon's phase is the node's. */
  record KeepDriving() implements RetryDecision {}
}
