package io.argobuild.core.engine;

import io.argobuild.core.expression.Environment;
import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.retry.NodeAntiAffinity;
import io.argobuild.core.retry.RetryDecision;
import io.argobuild.core.retry.RetryRules;
import io.argobuild.core.retry.RetryState;
import io.argobuild.core.retry.RetryVariables;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.ArgumentBinding;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drives Retry nodes: one attempt after the other (Argo 4.1.2 {@code processNodeRetries}). */
final class RetryDriver {
  private final Drive drive;
  private final Pass pass;

  RetryDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  private static boolean holds(String expression, Map<String, Object> variables) {
    try {
      return ScopeExpressions.holds(expression, Environment.of(variables));
    } catch (TemplateException e) {
      throw new ProblemException(
          new Problem(
              "RETRY_EXPRESSION_INVALID", ProblemClass.CONFIGURATION, e.text(), Place.NOWHERE, ""));
    }
  }

  CallResult start(Call call, Template template, String scope) {
    if (!pass.hasBegun(call)) {
      NodeStatus node = pass.create(call, NodeType.Virtual.RETRY, NodePhase.RUNNING, "");
      if (call.flag() != null && call.flag().hooked()) {
        // As in Argo, where the flag is one object for the node and its attempts.
        pass.put(node.toBuilder().flag(call.flag().asRetried()).build());
      }
      NodeInputs.record(pass, call, template);
    }
    Turns.begin(pass, call.id());
    Frame.Retry frame = new Frame.Retry(call, template, scope, null);
    pass.frame(frame);
    return advance(frame);
  }

  CallResult advance(Frame.Retry frame) {
    Call call = frame.call();
    List<NodeStatus> attempts = attempts(call);
    RetryDecision decision = RetryRules.decide(state(frame, attempts), RetryDriver::holds);
    if (decision instanceof RetryDecision.Attempt attempt) {
      pass.frame(frame.withDeadline(attempt.deadline()));
      if (drive.shutdown.isFull(call)) {
        pass.block(call.id());
        return CallResult.STARTED;
      }
      return attempt(frame, next(attempts), attempts);
    }
    if (decision instanceof RetryDecision.KeepDriving) {
      goOn(frame, attempts.get(attempts.size() - 1), next(attempts) - 1);
    } else if (decision instanceof RetryDecision.WaitUntil wait) {
      pass.mark(call.id(), pass.existing(call.id()).phase(), wait.message());
      pass.wake(call.id(), wait.until());
    } else if (decision instanceof RetryDecision.Succeed) {
      finish(call, attempts, NodePhase.SUCCEEDED, null);
    } else if (decision instanceof RetryDecision.GiveUp giveUp) {
      finish(call, attempts, giveUp.phase(), giveUp.message());
    } else if (decision instanceof RetryDecision.Invalid invalid) {
      finish(call, List.of(), NodePhase.ERROR, invalid.message());
      drive.failures.passOn(call, invalid.message());
    }
    return CallResult.STARTED;
  }

  private RetryState state(Frame.Retry frame, List<NodeStatus> attempts) {
    Call call = frame.call();
    NodeStatus last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    return new RetryState(
        strategy(frame),
        attempts.size(),
        last,
        last == null ? null : attempts.get(0).startedAt(),
        drive.shutdown.stops(call) ? drive.shutdown.strategy() : "",
        call.exitHandler() ? null : drive.shutdown.deadline(),
        pass.now());
  }

  private RetryStrategy strategy(Frame.Retry frame) {
    return drive.caller.retryStrategy(frame.template()).orElseThrow();
  }

  /** Attempts are told from hooks, which are children of the node as well. */
  private List<NodeStatus> attempts(Call call) {
    List<NodeStatus> attempts = new ArrayList<>();
    for (String id : pass.existing(call.id()).children()) {
      NodeStatus child = pass.node(id);
      if (child != null && child.isRetried() && child.name().startsWith(call.name() + '(')) {
        attempts.add(child);
      }
    }
    return attempts;
  }

  private CallResult attempt(Frame.Retry frame, int number, List<NodeStatus> attempts) {
    Call call = frame.call();
    NodeStatus last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    if (!pass.existing(call.id()).message().isEmpty()) {
      pass.mark(call.id(), NodePhase.RUNNING, "");
    }
    CallResult result = start(frame, number, last);
    NodeStatus node = pass.node(NodeId.of(pass.workflow().name(), name(call, number)));
    if (node != null) {
      pass.link(call.id(), node.id());
    }
    if (result instanceof CallResult.Errored errored) {
      return retriesErrors(frame) ? advance(frame) : fail(call, node, errored);
    }
    // An attempt that is over at once has told nobody, as the node was not linked to it yet.
    if (node != null && node.isFulfilled()) {
      return advance(frame);
    }
    return result;
  }

  private CallResult fail(Call call, @Nullable NodeStatus attempt, CallResult.Errored errored) {
    List<NodeStatus> attempts = attempt == null ? List.of() : List.of(attempt);
    finish(call, attempts, NodePhase.ERROR, errored.message());
    return errored;
  }

  private boolean retriesErrors(Frame.Retry frame) {
    String policy =
        drive.caller.retryStrategy(frame.template()).map(RetryStrategy::retryPolicy).orElse("");
    return policy.equals("Always") || policy.equals("OnError") || policy.equals("OnTransientError");
  }

  /** One more than the last has: earlier ones may have been taken out by a manual retry. */
  private static int next(List<NodeStatus> attempts) {
    return attempts.isEmpty() ? 0 : number(attempts.get(attempts.size() - 1)) + 1;
  }

  private static int number(NodeStatus attempt) {
    String name = attempt.name();
    return Integer.parseInt(name.substring(name.lastIndexOf('(') + 1, name.length() - 1));
  }

  private static String name(Call call, int number) {
    return call.name() + '(' + number + ')';
  }

  private CallResult start(Frame.Retry frame, int number, @Nullable NodeStatus last) {
    String name = name(frame.call(), number);
    Call attempt = frame.call().attempt(name, NodeId.of(pass.workflow().name(), name));
    try {
      Template template = forAttempt(frame.template(), attempt, number, last);
      return drive.caller.start(attempt, template, frame.scope());
    } catch (TemplateException e) {
      return drive.caller.fail(attempt, e.text());
    }
  }

  private Template forAttempt(
      Template template, Call attempt, int number, @Nullable NodeStatus last)
      throws TemplateException {
    Variables variables = Variables.of(RetryVariables.ofBody(number, last));
    if (template.type().filter(TemplateType::isPod).isPresent()) {
      variables = variables.with("pod.name", drive.caller.podName(attempt));
    }
    return new Template(ArgumentBinding.replaced(template.raw(), variables));
  }

  /** Takes up an attempt that runs but has no frame, after a restart. */
  private void goOn(Frame.Retry frame, NodeStatus last, int number) {
    if (last.daemoned()) {
      NodeStatus node = pass.existing(frame.call().id());
      pass.put(node.toBuilder().daemoned(true).phase(last.phase()).podIp(last.podIp()).build());
      pass.tell(frame.call());
    }
    if (pass.frame(last.id()) == null) {
      List<NodeStatus> attempts = attempts(frame.call());
      NodeStatus before = attempts.size() < 2 ? null : attempts.get(attempts.size() - 2);
      start(frame, number, before);
    }
  }

  private void finish(
      Call call, List<NodeStatus> attempts, NodePhase phase, @Nullable String message) {
    NodeStatus node = pass.existing(call.id());
    if (!attempts.isEmpty()) {
      NodeStatus last = attempts.get(attempts.size() - 1);
      pass.put(node.toBuilder().outputs(last.outputs()).daemoned(false).build());
    }
    pass.mark(call.id(), phase, message);
    pass.done(call);
  }

  /** Hosts of attempts that failed, where the strategy keeps off them. */
  List<String> avoidedHosts(Call call) {
    String retryId = isAttempt(call) ? call.ownerId() : call.boundaryId();
    return pass.frame(retryId) instanceof Frame.Retry frame && strategy(frame).nodeAntiAffinity()
        ? List.copyOf(NodeAntiAffinity.failedHosts(pass.existing(retryId), pass::node))
        : List.of();
  }

  /** When the pods of an attempt have to end; null for never. */
  @Nullable Instant deadline(Call call) {
    return isAttempt(call) && pass.frame(call.ownerId()) instanceof Frame.Retry frame
        ? frame.deadline()
        : null;
  }

  private static boolean isAttempt(Call call) {
    return call.flag() != null && call.flag().retried();
  }
}
