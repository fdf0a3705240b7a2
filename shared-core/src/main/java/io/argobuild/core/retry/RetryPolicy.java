package io.argobuild.core.retry;

import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;

/** Which ends of an attempt are tried again (Argo 4.1.2). */
enum RetryPolicy {
  ALWAYS("Always"),
  ON_FAILURE("OnFailure"),
  ON_ERROR("OnError"),
  ON_TRANSIENT_ERROR("OnTransientError");

  private final String text;

  RetryPolicy(String text) {
    this.text = text;
  }

  /** The strategy's policy; with an expression everything is covered unless it says otherwise. */
  static RetryPolicy of(RetryStrategy strategy) throws InvalidStrategyException {
    if (strategy.retryPolicy().isEmpty()) {
      return strategy.expression().isEmpty() ? ON_FAILURE : ALWAYS;
    }
    for (RetryPolicy policy : values()) {
      if (policy.text.equals(strategy.retryPolicy())) {
        return policy;
      }
    }
    throw new InvalidStrategyException(strategy.retryPolicy() + " is not a valid RetryPolicy");
  }

  boolean covers(NodeStatus attempt) {
    return switch (this) {
      case ALWAYS -> true;
      case ON_FAILURE -> attempt.phase() == NodePhase.FAILED;
      case ON_ERROR -> attempt.phase() == NodePhase.ERROR;
      case ON_TRANSIENT_ERROR -> TransientErrors.isTransient(attempt.message());
    };
  }
}
