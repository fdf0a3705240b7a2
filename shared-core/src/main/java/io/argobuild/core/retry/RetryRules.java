package io.argobuild.core.retry;

import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a failed node is tried again (Argo 4.1.2), with Argo's messages and in its
 * order: shutdown, longest duration, back-off, policy, limit, expression.
 *
 * <p>One thing differs: without a {@code limit} Argo does not wait at all, which turns a back-off
 * into a busy loop of pods. Here it is waited; what ends the retries is looked at first then, so
 * that the outcome and its time are Argo's.
 */
public final class RetryRules {
  /** Times as Go prints them. */
  private static final DateTimeFormatter GO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+0000 UTC'").withZone(ZoneOffset.UTC);

  private final RetryState state;
  private final RetryExpression expression;
  private final RetryStrategy strategy;

  private RetryRules(RetryState state, RetryExpression expression) {
    this.state = state;
    this.expression = expression;
    this.strategy = state.strategy();
  }

  /** The template's strategy, else the workflow's, which is for every template. */
  public static Optional<RetryStrategy> effective(Template template, WorkflowSpec spec) {
    return template.retryStrategy().or(spec::retryStrategy);
  }

  public static RetryDecision decide(RetryState state, RetryExpression expression) {
    NodeStatus last = state.last();
    if (last == null) {
      return new RetryDecision.Attempt(0, null);
    }
    if (!hasEnded(last)) {
      return new RetryDecision.KeepDriving();
    }
    if (!last.isFailedOrError()) {
      return new RetryDecision.Succeed();
    }
    try {
      return new RetryRules(state, expression).afterFailure(last);
    } catch (InvalidStrategyException e) {
      return new RetryDecision.Invalid(e.what());
    } catch (ProblemException e) {
      return new RetryDecision.Invalid(e.problem().message());
    }
  }

  /** Unlike {@link NodeStatus#isFulfilled}, a daemon that is up has not. */
  private static boolean hasEnded(NodeStatus attempt) {
    NodePhase phase = attempt.phase();
    return phase.isCompleted() ? attempt.isCompleted() : phase.isTerminal();
  }

  private RetryDecision afterFailure(NodeStatus last) throws InvalidStrategyException {
    if (!state.shutdown().isEmpty()) {
      return giveUp(last, "Stopped with strategy '" + state.shutdown() + "'");
    }
    Instant workflowDeadline = state.workflowDeadline();
    if (workflowDeadline != null && state.now().isAfter(workflowDeadline)) {
      return giveUp(last, "retry exceeded workflow deadline " + GO_TIME.format(workflowDeadline));
    }
    Optional<RetryStrategy.Backoff> backoff = strategy.backoff();
    return backoff.isPresent() ? afterBackoff(last, backoff.get()) : attemptUnlessEnded(last, null);
  }

  private RetryDecision afterBackoff(NodeStatus last, RetryStrategy.Backoff backoff)
      throws InvalidStrategyException {
    Instant firstStartedAt = state.firstStartedAt();
    Instant deadline =
        Backoffs.deadline(backoff, firstStartedAt == null ? state.now() : firstStartedAt);
    if (deadline != null && state.now().isAfter(deadline)) {
      return giveUp(last, "Max duration limit exceeded");
    }
    Duration wait = Backoffs.wait(backoff, state.attempts());
    Instant finishedAt = last.finishedAt();
    Instant wake = finishedAt == null ? Instant.MIN : finishedAt.plus(wait);
    if (deadline != null && wake.isAfter(deadline)) {
      return giveUp(last, "Backoff would exceed max duration limit");
    }
    if (!state.now().isBefore(wake)) {
      return attemptUnlessEnded(last, deadline);
    }
    RetryDecision waiting =
        new RetryDecision.WaitUntil(wake, "Backoff for " + ArgoDuration.humanize(wait));
    if (strategy.limit().isPresent()) {
      return mayBeWithinLimit(strategy.limit().get())
          ? waiting
          : attemptUnlessEnded(last, deadline);
    }
    RetryDecision next = attemptUnlessEnded(last, deadline);
    return next instanceof RetryDecision.Attempt ? waiting : next;
  }

  /** A limit that is no number is told when it is needed, which is not before the policy. */
  private boolean mayBeWithinLimit(String limit) {
    return GoInts.parse(limit).map(Long::intValue).orElse(0) >= state.attempts();
  }

  private RetryDecision attemptUnlessEnded(NodeStatus last, @Nullable Instant deadline)
      throws InvalidStrategyException {
    if (!RetryPolicy.of(strategy).covers(last)) {
      return giveUp(last, last.message());
    }
    if (strategy.limit().isPresent() && state.attempts() > GoInts.int32(strategy.limit().get())) {
      return giveUp(last, "No more retries left");
    }
    if (!strategy.expression().isEmpty()
        && !expression.evaluate(
            strategy.expression(), RetryVariables.ofExpression(state.attempts(), last))) {
      return giveUp(last, "retryStrategy.expression evaluated to false");
    }
    return new RetryDecision.Attempt(state.attempts(), deadline);
  }

  private static RetryDecision giveUp(NodeStatus last, String message) {
    return new RetryDecision.GiveUp(last.phase(), message);
  }
}
