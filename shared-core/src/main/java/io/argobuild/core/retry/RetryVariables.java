package io.argobuild.core.retry;

import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.status.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What attempts and expressions know of the attempts before (Argo 4.1.2). All values are texts. */
public final class RetryVariables {
  private RetryVariables() {}

  /**
   * Variables of a template's body, by their whole name.
   *
   * @param attempt number of the attempt that is made, from 0
   * @param last the attempt before; null for the first
   */
  public static Map<String, String> ofBody(int attempt, @Nullable NodeStatus last) {
    return Map.of(
        "retries", Integer.toString(attempt),
        "lastRetry.exitCode", last == null ? "0" : exitCode(last).orElse("0"),
        "lastRetry.status", last == null ? "" : last.phase().argoName(),
        "lastRetry.duration", last == null ? "0" : duration(last),
        "lastRetry.message", last == null ? "" : last.message());
  }

  /**
   * Variables of a strategy's expression; it knows no others.
   *
   * @param attempts how many there were, at least 1
   */
  static Map<String, Object> ofExpression(int attempts, NodeStatus last) {
    return Map.of(
        "retries",
        Integer.toString(attempts - 1),
        "lastRetry",
        Map.of(
            "exitCode", exitCode(last).orElse("-1"),
            "status", last.phase().argoName(),
            "duration", duration(last),
            "message", last.message()));
  }

  private static Optional<String> exitCode(NodeStatus node) {
    return node.outputs() == null ? Optional.empty() : new Outputs(node.outputs()).exitCode();
  }

  private static String duration(NodeStatus node) {
    Instant started = node.startedAt();
    Instant finished = node.finishedAt();
    return started == null || finished == null
        ? "0"
        : ArgoDuration.seconds(Duration.between(started, finished));
  }
}
