package io.argobuild.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RetryExpression NEVER_ASKED =
      (expression, variables) -> {
        throw new AssertionError("asked: " + expression);
      };

  /** When the last attempt finished; times of the tables are seconds after it. */
  private static final Instant FINISHED = Instant.parse("2026-01-01T00:01:00Z");

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static NodeBuilder attempt(NodePhase phase) {
    return new NodeBuilder("wf-1", "wf(0)", NodeType.Leaf.POD)
        .phase(phase)
        .message("main: Error (exit code 3)")
        .startedAt(FINISHED.minusSeconds(10))
        .finishedAt(FINISHED)
        .outputs(json("{'exitCode':'3'}"));
  }

  private static RetryState state(String strategy, int attempts, NodeStatus last, long seconds) {
    return new RetryState(
        new RetryStrategy(json(strategy)),
        attempts,
        last,
        FINISHED.minusSeconds(10),
        "",
        null,
        FINISHED.plusSeconds(seconds));
  }

  private static RetryDecision decide(String strategy, int attempts, long seconds) {
    NodeStatus last = attempt(NodePhase.FAILED).build();
    return RetryRules.decide(state(strategy, attempts, last, seconds), NEVER_ASKED);
  }

  /** One word for the table. */
  private static String told(RetryDecision decision) {
    if (decision instanceof RetryDecision.GiveUp end) {
      return end.phase().argoName() + ": " + end.message();
    }
    if (decision instanceof RetryDecision.Invalid invalid) {
      return "invalid: " + invalid.message();
    }
    if (decision instanceof RetryDecision.WaitUntil wait) {
      long seconds = wait.until().getEpochSecond() - FINISHED.getEpochSecond();
      return "until +" + seconds + ": " + wait.message();
    }
    if (decision instanceof RetryDecision.Attempt next) {
      return "attempt " + next.number();
    }
    return decision.getClass().getSimpleName();
  }

  @Test
  void theFirstAttemptIsMadeAtOnce() {
    RetryState state =
        new RetryState(
            new RetryStrategy(json("{'limit':0,'backoff':{'duration':'1h'}}")),
            0,
            null,
            null,
            "",
            null,
            FINISHED);

    assertThat(RetryRules.decide(state, NEVER_ASKED)).isEqualTo(new RetryDecision.Attempt(0, null));
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, KeepDriving",
    "RUNNING, KeepDriving",
    "SUCCEEDED, Succeed",
    "SKIPPED, Succeed",
    "OMITTED, Succeed",
    "FAILED, attempt 1",
  })
  void thePhaseOfTheLastAttemptDecidesFirst(NodePhase phase, String expected) {
    NodeStatus last = attempt(phase).build();

    assertThat(told(RetryRules.decide(state("{}", 1, last, 0), NEVER_ASKED))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = NodePhase.class,
      names = {"SUCCEEDED", "FAILED", "ERROR"})
  void anAttemptWhoseOutputsAreStillReadHasNotEnded(NodePhase phase) {
    NodeStatus last = attempt(phase).synced(false).build();

    assertThat(RetryRules.decide(state("{}", 1, last, 0), NEVER_ASKED))
        .isEqualTo(new RetryDecision.KeepDriving());
  }

  @Test
  void aDaemonThatIsUpHasNotEnded() {
    NodeStatus last = attempt(NodePhase.RUNNING).daemoned(true).build();

    assertThat(last.isFulfilled()).isTrue();
    assertThat(RetryRules.decide(state("{}", 1, last, 0), NEVER_ASKED))
        .isEqualTo(new RetryDecision.KeepDriving());
  }

  @ParameterizedTest(name = "{0}, {1} with ''{2}'' -> retried: {3}")
  @CsvSource({
    "'', FAILED, m, true",
    "'', ERROR, m, false",
    "Always, FAILED, m, true",
    "Always, ERROR, m, true",
    "OnFailure, FAILED, m, true",
    "OnFailure, ERROR, m, false",
    "OnError, FAILED, m, false",
    "OnError, ERROR, m, true",
    "OnTransientError, FAILED, m, false",
    "OnTransientError, ERROR, m, false",
    "OnTransientError, FAILED, read tcp: i/o timeout, true",
    "OnTransientError, ERROR, read tcp: i/o timeout, true",
    "OnTransientError, ERROR, read tcp: I/O Timeout, false",
  })
  void thePolicyCoversAnEndOrNot(String policy, NodePhase phase, String message, boolean retried) {
    NodeStatus last = attempt(phase).message(message).build();
    String strategy = "{'retryPolicy':'" + policy + "'}";

    RetryDecision decision = RetryRules.decide(state(strategy, 1, last, 0), NEVER_ASKED);

    assertThat(decision)
        .isEqualTo(
            retried
                ? new RetryDecision.Attempt(1, null)
                : new RetryDecision.GiveUp(phase, message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unexpected error when reading response body",
        "stream error when reading response body",
        "Connection closed by foreign host",
        "net/http: TLS handshake timeout",
        "i/o timeout",
        "connection timed out",
        "connection reset by peer",
        "http2: client connection lost",
        "http2: server sent GOAWAY and closed the connection",
        "request did not complete within requested timeout",
        "connect: connection refused",
        "invalid connection",
        "etcdserver: leader changed",
        "etcdserver: request timed out",
        "etcdserver: too many requests",
        "client rate limiter Wait returned an error",
        "upper: no more rows in"
      })
  void someErrorsMayPass(String part) {
    assertThat(TransientErrors.isTransient("before " + part + " after")).isTrue();
    assertThat(TransientErrors.isTransient(part.substring(1))).isFalse();
  }

  @ParameterizedTest(name = "limit {0} after {1} attempts: {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "0, 1, Failed: No more retries left",
        "1, 1, attempt 1",
        "1, 2, Failed: No more retries left",
        "'1', 1, attempt 1",
        "'+1', 1, attempt 1",
        "'-1', 1, Failed: No more retries left",
        "null, 100000, attempt 100000",
        // Cut to 32 bits
        "'4294967297', 1, attempt 1",
        "'4294967297', 2, Failed: No more retries left",
        "'2147483648', 1, Failed: No more retries left",
        "'9223372036854775807', 1, Failed: No more retries left",
        "'9223372036854775808', 1, invalid: value '9223372036854775808' cannot be resolved to an int",
        "'often', 1, invalid: value 'often' cannot be resolved to an int",
        "'', 1, invalid: value '' cannot be resolved to an int",
        "'1.5', 1, invalid: value '1.5' cannot be resolved to an int",
        "' 1', 1, invalid: value ' 1' cannot be resolved to an int",
        "'{{inputs.parameters.x}}', 1, invalid: value '{{inputs.parameters.x}}' cannot be resolved to an int",
      })
  void theLimitCountsRetries(String limit, int attempts, String expected) {
    assertThat(told(decide("{'limit':" + limit + "}", attempts, 0))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} after {1} attempts, +{2}s: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'duration':'5'}|1|0|until +5: Backoff for 5 seconds",
        "{'duration':'5'}|1|4|until +5: Backoff for 5 seconds",
        "{'duration':'5'}|1|5|attempt 1",
        "{'duration':'5'}|3|0|until +5: Backoff for 5 seconds",
        "{'duration':'5s','factor':2}|1|0|until +5: Backoff for 5 seconds",
        "{'duration':'5s','factor':2}|2|0|until +10: Backoff for 10 seconds",
        "{'duration':'5s','factor':2}|3|0|until +20: Backoff for 20 seconds",
        "{'duration':'5s','factor':'3'}|3|0|until +45: Backoff for 45 seconds",
        "{'duration':'5s','factor':1}|9|0|until +5: Backoff for 5 seconds",
        "{'duration':'5s','factor':0}|9|0|until +5: Backoff for 5 seconds",
        "{'duration':'5s','factor':-2}|9|0|until +5: Backoff for 5 seconds",
        "{'duration':'1m','factor':2}|2|0|until +120: Backoff for 2 minutes 0 seconds",
        "{'duration':'1h1m1s'}|1|0|until +3661: Backoff for 1 hour 1 minutes",
        "{'duration':'26h'}|1|0|until +93600: Backoff for 1 day 2 hours",
        "{'duration':'5s','factor':2,'cap':'12s'}|3|0|until +12: Backoff for 12 seconds",
        "{'duration':'5s','factor':2,'cap':'12s'}|2|0|until +10: Backoff for 10 seconds",
        "{'duration':'5s','cap':'1s'}|1|0|until +1: Backoff for 1 second",
        "{'duration':'0'}|1|0|attempt 1",
        "{'duration':'-5s'}|1|0|attempt 1",
        "{'factor':2}|1|0|invalid: no base duration specified for retryStrategy",
        "{'duration':''}|1|99|invalid: no base duration specified for retryStrategy",
        "{}|1|0|invalid: no base duration specified for retryStrategy",
        "{'duration':'soon'}|1|0|invalid: unable to parse soon as a duration: time: invalid duration \"soon\"",
        "{'duration':'5x'}|1|0|invalid: unable to parse 5x as a duration: time: unknown unit \"x\" in duration \"5x\"",
        "{'duration':'1.5'}|1|0|invalid: unable to parse 1.5 as a duration: time: missing unit in duration \"1.5\"",
        "{'duration':'5','factor':'two'}|1|0|invalid: value 'two' cannot be resolved to an int",
        "{'duration':'5','cap':'x'}|1|0|invalid: unable to parse x as a duration: time: invalid duration \"x\"",
        "{'duration':'5','maxDuration':'x'}|1|0|invalid: unable to parse x as a duration: time: invalid duration \"x\"",
      })
  void theBackoffGrows(String backoff, int attempts, long seconds, String expected) {
    assertThat(told(decide("{'limit':100,'backoff':" + backoff + "}", attempts, seconds)))
        .isEqualTo(expected);
  }

  @Test
  void aWaitOfMoreThanAnyoneWaitsDoesNotOverflow() {
    RetryDecision decision =
        decide("{'limit':1000,'backoff':{'duration':'1h','factor':2147483647}}", 900, 0);

    assertThat(decision).isInstanceOf(RetryDecision.WaitUntil.class);
    assertThat(((RetryDecision.WaitUntil) decision).until())
        .isEqualTo(FINISHED.plusNanos(Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "{0} after {1} attempts, +{2}s: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The first attempt started 10 s before the last one finished.
        "{'duration':'1s','maxDuration':'1m'}|1|0|until +1: Backoff for 1 second",
        "{'duration':'1s','maxDuration':'1m'}|1|50|attempt 1",
        "{'duration':'1s','maxDuration':'1m'}|1|51|Failed: Max duration limit exceeded",
        "{'duration':'50s','maxDuration':'1m'}|1|0|until +50: Backoff for 50 seconds",
        "{'duration':'51s','maxDuration':'1m'}|1|0|Failed: Backoff would exceed max duration limit",
        "{'duration':'5s','factor':10,'maxDuration':'5m'}|3|0|Failed: Backoff would exceed max duration limit",
        "{'duration':'5s','factor':10,'cap':'9s','maxDuration':'5m'}|3|0|until +9: Backoff for 9 seconds",
        // The deadline is looked at before the missing duration
        "{'maxDuration':'1m'}|1|51|Failed: Max duration limit exceeded",
        "{'maxDuration':'1m'}|1|0|invalid: no base duration specified for retryStrategy",
      })
  void theLongestDurationEndsTheRetries(
      String backoff, int attempts, long seconds, String expected) {
    assertThat(told(decide("{'limit':100,'backoff':" + backoff + "}", attempts, seconds)))
        .isEqualTo(expected);
  }

  @Test
  void anAttemptAfterABackoffHasItsDeadline() {
    String strategy = "{'limit':5,'backoff':{'duration':'1s','maxDuration':'1m'}}";

    assertThat(decide(strategy, 1, 1))
        .isEqualTo(new RetryDecision.Attempt(1, FINISHED.plusSeconds(50)));
  }

  @Test
  void exhaustedRetriesAreNotWaitedFor() {
    String strategy = "{'limit':1,'backoff':{'duration':'1h'}}";

    assertThat(told(decide(strategy, 1, 0))).isEqualTo("until +3600: Backoff for 1 hour 0 minutes");
    assertThat(told(decide(strategy, 2, 0))).isEqualTo("Failed: No more retries left");
  }

  @Test
  void aLimitThatIsNoNumberIsNotWaitedFor() {
    assertThat(told(decide("{'limit':'often','backoff':{'duration':'1h'}}", 1, 0)))
        .isEqualTo("invalid: value 'often' cannot be resolved to an int");
  }

  @Test
  void withoutALimitTheBackoffIsWaitedForAllTheSame() {
    assertThat(told(decide("{'backoff':{'duration':'5s'}}", 1, 0)))
        .isEqualTo("until +5: Backoff for 5 seconds");
    assertThat(told(decide("{'backoff':{'duration':'5s'}}", 1, 5))).isEqualTo("attempt 1");
  }

  @Test
  void withoutALimitWhatEndsTheRetriesIsNotWaitedFor() {
    NodeStatus error = attempt(NodePhase.ERROR).build();
    NodeStatus failed = attempt(NodePhase.FAILED).build();
    String policy = "{'retryPolicy':'OnFailure','backoff':{'duration':'5s'}}";
    String expression = "{'expression':'false','backoff':{'duration':'5s'}}";

    assertThat(told(RetryRules.decide(state(policy, 1, error, 0), NEVER_ASKED)))
        .isEqualTo("Error: main: Error (exit code 3)");
    assertThat(told(RetryRules.decide(state(expression, 1, failed, 0), (e, v) -> false)))
        .isEqualTo("Failed: retryStrategy.expression evaluated to false");
    assertThat(told(RetryRules.decide(state(expression, 1, failed, 0), (e, v) -> true)))
        .isEqualTo("until +5: Backoff for 5 seconds");
  }

  /** Each line adds a reason that comes before all reasons of the lines above. */
  @Test
  void reasonsComeInTheirOrder() {
    NodeStatus error = attempt(NodePhase.ERROR).message("own message").build();
    RetryExpression no = (expression, variables) -> false;

    assertThat(told(RetryRules.decide(state("{'limit':9,'expression':'x'}", 2, error, 0), no)))
        .isEqualTo("Error: retryStrategy.expression evaluated to false");
    assertThat(told(RetryRules.decide(state("{'limit':1,'expression':'x'}", 2, error, 0), no)))
        .isEqualTo("Error: No more retries left");
    String policy = "{'limit':1,'expression':'x','retryPolicy':'OnFailure'";
    assertThat(told(RetryRules.decide(state(policy + "}", 2, error, 0), no)))
        .isEqualTo("Error: own message");
    String nine = policy.replace("1", "9");
    assertThat(
            told(RetryRules.decide(state(nine + ",'backoff':{'duration':'5'}}", 2, error, 0), no)))
        .isEqualTo("until +5: Backoff for 5 seconds");
    String beyond = nine + ",'backoff':{'duration':'5','maxDuration':'12'}}";
    assertThat(told(RetryRules.decide(state(beyond, 2, error, 0), no)))
        .isEqualTo("Error: Backoff would exceed max duration limit");
    assertThat(told(RetryRules.decide(state(beyond, 2, error, 3), no)))
        .isEqualTo("Error: Max duration limit exceeded");
    assertThat(told(RetryRules.decide(ending(state(beyond, 2, error, 3), ""), no)))
        .isEqualTo("Error: retry exceeded workflow deadline 2026-01-01 00:01:02 +0000 UTC");
    assertThat(told(RetryRules.decide(ending(state(beyond, 2, error, 3), "Stop"), no)))
        .isEqualTo("Error: Stopped with strategy 'Stop'");
    NodeStatus succeeded = attempt(NodePhase.SUCCEEDED).build();
    assertThat(told(RetryRules.decide(ending(state(beyond, 2, succeeded, 3), "Terminate"), no)))
        .isEqualTo("Succeed");
  }

  private static RetryState ending(RetryState state, String shutdown) {
    return new RetryState(
        state.strategy(),
        state.attempts(),
        state.last(),
        state.firstStartedAt(),
        shutdown,
        FINISHED.plusSeconds(2),
        state.now());
  }

  @Test
  void theWorkflowsDeadlineItselfIsStillInTime() {
    NodeStatus failed = attempt(NodePhase.FAILED).build();

    assertThat(told(RetryRules.decide(ending(state("{}", 1, failed, 2), ""), NEVER_ASKED)))
        .isEqualTo("attempt 1");
  }

  @Test
  void anUnknownPolicyIsInvalid() {
    assertThat(told(decide("{'retryPolicy':'onfailure'}", 1, 0)))
        .isEqualTo("invalid: onfailure is not a valid RetryPolicy");
  }

  @Test
  void anExpressionIsAskedWithTextsOfTheLastAttempt() {
    List<Map<String, Object>> asked = new ArrayList<>();
    NodeStatus error = attempt(NodePhase.ERROR).build();

    RetryDecision decision =
        RetryRules.decide(
            state("{'expression':'the expression'}", 3, error, 0),
            (expression, variables) -> {
              asked.add(variables);
              return expression.equals("the expression");
            });

    assertThat(decision).as("errors are covered").isEqualTo(new RetryDecision.Attempt(3, null));
    assertThat(asked)
        .containsExactly(
            Map.of(
                "retries",
                "2",
                "lastRetry",
                Map.of(
                    "exitCode", "3",
                    "status", "Error",
                    "duration", "10",
                    "message", "main: Error (exit code 3)")));
  }

  @Test
  void anExpressionThatFailsIsInvalid() {
    NodeStatus failed = attempt(NodePhase.FAILED).build();
    RetryExpression failing =
        (expression, variables) -> {
          throw new ProblemException(
              new Problem(
                  "EXPRESSION", ProblemClass.CONFIGURATION, "unknown name x", Place.NOWHERE, ""));
        };

    assertThat(told(RetryRules.decide(state("{'expression':'x'}", 1, failed, 0), failing)))
        .isEqualTo("invalid: unknown name x");
  }

  @Test
  void theTemplatesStrategyWinsOverTheWorkflows() {
    WorkflowSpec spec = new WorkflowSpec(json("{'retryStrategy':{'limit':1}}"));
    Template own = new Template(json("{'retryStrategy':{'limit':2}}"));
    Template none = new Template(json("{'steps':[]}"));

    assertThat(RetryRules.effective(own, spec).orElseThrow().limit()).contains("2");
    assertThat(RetryRules.effective(none, spec).orElseThrow().limit()).contains("1");
    assertThat(RetryRules.effective(none, new WorkflowSpec(json("{}")))).isEmpty();
  }
}
