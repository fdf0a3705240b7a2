package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.NodeStatus;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives a run step by step: takes messages in, has actions done, tries again what failed for a
 * while only, and sees to it that no pod outlives the workflow. It has no thread and no clock.
 */
final class Driver {
  /** How often commands of other processes are looked for. */
  static final Duration INBOX_INTERVAL = Duration.ofMillis(500);

  /** What a pod may take to end beyond its grace period. */
  private static final Duration SETTLE = Duration.ofSeconds(15);

  private static final Duration LOG_INTERVAL = Duration.ofMillis(50);

  /** How long a deletion waits for logs to be read. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(10);

  private final RunLoop loop;
  private final ActionRunner runner;
  private final LogPump logs;
  private final CommandInbox inbox;
  private final Consumer<RunEvent> events;
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final Map<String, Duration> graces = new HashMap<>();
  private final List<Action> decided = new ArrayList<>();
  private Instant nextInbox = Instant.MIN;
  private @Nullable Instant settleBy;
  private @Nullable Action whenSettled;
  private int settling;
  private int outstanding;
  private boolean detached;

  /**
   * An action for later.
   *
   * @param attempts how often it was tried
   * @param noLater when it is done even though logs are still to be read
   */
  private record Due(Instant at, Action action, int attempts, Instant noLater) {}

  /** Parts that a driver works with; {@code loop} gets {@link #decided} as its sink of actions. */
  interface LoopFactory {
    RunLoop create(Consumer<Action> actions);
  }

  Driver(
      LoopFactory loop,
      ActionRunner runner,
      LogPump logs,
      CommandInbox inbox,
      Consumer<RunEvent> events) {
    this.loop = loop.create(decided::add);
    this.runner = runner;
    this.logs = logs;
    this.inbox = inbox;
    this.events = events;
  }

  RunLoop loop() {
    return loop;
  }

  boolean isDetached() {
    return detached;
  }

  /** Whether the workflow has ended and nothing of it is left running, or the run was detached. */
  boolean isOver() {
    return detached
        || (loop.state().isFinished() && outstanding == 0 && whenSettled == null && isSettled());
  }

  private boolean isSettled() {
    return loop.livePods().isEmpty() || settling > 2;
  }

  /** When to step again although nothing happened. */
  Instant wakeAt() {
    Instant wake = nextInbox;
    wake = earlier(wake, loop.wakeAt());
    wake = earlier(wake, settleBy);
    return due.isEmpty() ? wake : earlier(wake, due.element().at());
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  void step(List<Message> messages, Instant now) {
    List<Observation> observations = new ArrayList<>();
    for (Message message : messages) {
      take(message, observations, now);
    }
    List<String> taken = now.isBefore(nextInbox) ? List.of() : commands(observations, now);
    loop.step(observations, now);
    taken.forEach(inbox::done);
    observations.forEach(this::follow);
    decided.forEach(action -> schedule(action, now));
    decided.clear();
    if (loop.state().isFinished()) {
      settle(now);
    }
    runDue(now);
  }

  private void take(Message message, List<Observation> observations, Instant now) {
    if (message instanceof Message.Observed observed) {
      observations.add(observed.observation());
    } else if (message instanceof Message.Asked asked) {
      resolve(asked.command(), observations);
    } else if (message instanceof Message.Done) {
      outstanding--;
    } else if (message instanceof Message.Failed failed) {
      outstanding--;
      failed(failed, observations, now);
    } else if (message instanceof Message.Told told) {
      events.accept(told.notice());
    } else if (message instanceof Message.Detach) {
      detached = true;
    }
  }

  private void failed(Message.Failed failed, List<Observation> observations, Instant now) {
    Action action = failed.action();
    if (action instanceof Action.CreatePod create) {
      observations.add(new Observation.PodRefused(create.podName(), failed.problem()));
    } else if (failed.problem().kind() == ProblemClass.TRANSIENT
        && failed.attempts() < Backoff.MAX_ATTEMPTS) {
      Instant at = now.plus(Backoff.after(failed.attempts()));
      due.add(new Due(at, action, failed.attempts(), at));
    } else if (action instanceof Action.NodeAction forNode) {
      observations.add(new Observation.NodeActionFailed(forNode, failed.problem()));
    } else if (action instanceof Action.CreateClaim) {
      observations.add(new Observation.ClaimRefused(failed.problem()));
    } else {
      events.accept(new RunEvent.Notice(failed.problem().code(), failed.problem().text()));
      if (action instanceof Action.ReadPodOutput read) {
        // The node must not wait for ever; a report that is empty is no report.
        observations.add(
            new Observation.PodOutputRead(
                read.podName(), read.result() ? "" : null, read.report() ? "" : null));
      }
    }
  }

  private List<String> commands(List<Observation> observations, Instant now) {
    nextInbox = now.plus(INBOX_INTERVAL);
    List<String> taken = new ArrayList<>();
    try {
      for (CommandInbox.Waiting waiting : inbox.waiting()) {
        resolve(waiting.command(), observations);
        taken.add(waiting.id());
      }
    } catch (UncheckedIOException e) {
      // No reason to fail a run; it is looked again soon.
      events.accept(new RunEvent.Notice("RUN_COMMANDS_UNREADABLE", String.valueOf(e)));
    }
    return taken;
  }

  private void resolve(UserCommand command, List<Observation> observations) {
    List<UserCommand> resolved = CommandTargets.resolve(command, loop.state());
    resolved.forEach(each -> observations.add(new Observation.Command(each)));
    if (resolved.isEmpty()) {
      events.accept(
          new RunEvent.Notice("RUN_NO_SUCH_NODE", "no suspended node is meant by " + command));
    }
  }

  /** Has logs of the pod followed. */
  private void follow(Observation observation) {
    if (observation instanceof Observation.PodSeen seen) {
      ObjectNode pod = seen.pod();
      graces.put(Pods.name(pod), Pods.grace(pod));
      String id =
          pod.path("metadata").path("annotations").path(PodProtocol.NODE_ID_ANNOTATION).asText("");
      NodeStatus node = loop.state().node(id);
      logs.seen(pod, id, node == null ? Pods.name(pod) : node.displayName());
    }
  }

  private void schedule(Action action, Instant now) {
    if (action instanceof Action.DeletePod delete) {
      Instant at = now.plus(delete.delay());
      due.add(new Due(at, action, 0, at.plus(LOG_PATIENCE)));
    } else if (action instanceof Action.RetainLocks retain
        && retain.held().isEmpty()
        && loop.state().isFinished()) {
      // Others must not begin while pods of this run may still do what the locks are for.
      whenSettled = action;
    } else {
      run(action, 0);
    }
  }

  private void runDue(Instant now) {
    List<Due> later = new ArrayList<>();
    while (!due.isEmpty() && !due.element().at().isAfter(now)) {
      Due next = due.remove();
      boolean unread =
          next.action() instanceof Action.DeletePod delete && !logs.isDrained(delete.podName());
      if (unread && now.isBefore(next.noLater())) {
        Instant at = now.plus(LOG_INTERVAL);
        later.add(new Due(at, next.action(), next.attempts(), next.noLater()));
      } else {
        run(next.action(), next.attempts());
      }
    }
    due.addAll(later);
  }

  private void run(Action action, int attempts) {
    outstanding++;
    runner.run(action, attempts);
  }

  /** Ends what still runs although the workflow has ended: first gently, then at once. */
  private void settle(Instant now) {
    if (whenSettled != null && isSettled()) {
      run(whenSettled, 0);
      whenSettled = null;
    }
    if (loop.livePods().isEmpty() || (settleBy != null && now.isBefore(settleBy))) {
      return;
    }
    settling++;
    switch (settling) {
      case 1 -> {
        settleBy = now.plus(longestGrace()).plus(SETTLE);
        loop.livePods().forEach(pod -> run(new Action.TerminatePod(pod, Set.of(), null), 0));
      }
      case 2 -> {
        settleBy = now.plus(SETTLE);
        loop.livePods().forEach(pod -> run(new Action.DeletePod(pod, Duration.ZERO), 0));
      }
      default -> {
        settleBy = null;
        String pods = String.join(", ", loop.livePods());
        events.accept(new RunEvent.Notice("RUN_PODS_LEFT", "these pods would not end: " + pods));
      }
    }
  }

  private Duration longestGrace() {
    return loop.livePods().stream()
        .map(pod -> graces.getOrDefault(pod, Duration.ZERO))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
