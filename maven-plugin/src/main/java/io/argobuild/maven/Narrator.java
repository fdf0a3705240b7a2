package io.argobuild.maven;

import io.argobuild.core.report.Durations;
import io.argobuild.core.run.RunEvent;
import io.argobuild.core.run.RunListener;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells in lines what happens in a run. */
final class Narrator implements RunListener {
  private static final int GREEN = 32;
  private static final int RED = 31;
  private static final int YELLOW = 33;
  private static final Duration QUIET = Duration.ofSeconds(30);
  private static final int NAMES_SHOWN = 4;

  /** What every pod waits for at its start. */
  private static final Set<String> ROUTINE = Set.of("ContainerCreating", "PodInitializing");

  private final Console console;
  private final Style style;
  private final InstantSource clock;
  private final Map<String, String> running = new LinkedHashMap<>();
  private final Instant started;
  private Instant lastLine;
  private String progress = "";
  private String phase = "";
  private boolean suspended;
  private String expected = "";

  Narrator(Console console, Style style, InstantSource clock) {
    this.console = console;
    this.style = style;
    this.clock = clock;
    this.started = clock.instant();
    this.lastLine = started;
  }

  /** Tells how long it may take, where that is known. */
  synchronized void expect(Optional<Duration> estimate) {
    expected = estimate.map(about -> " of about " + Durations.inShort(about)).orElse("");
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.RuntimeChosen chosen) {
      info("Runtime " + chosen.which().text() + ": " + chosen.why());
    } else if (event instanceof RunEvent.Started start) {
      info("Workflow " + start.workflow().name() + (start.attached() ? " taken over" : " started"));
    } else if (event instanceof RunEvent.RetryPlanned retry) {
      retry.plan().findings().forEach(finding -> info("Mended in its status: " + finding));
      info(retry.plan().summary());
    } else if (event instanceof RunEvent.NodeChanged change) {
      node(change);
    } else if (event instanceof RunEvent.StatusChanged change) {
      status(change);
    } else if (event instanceof RunEvent.PodLog log) {
      info(style.prefix(log.displayName()) + LogLine.clean(log.line(), style.colour()));
    } else if (event instanceof RunEvent.ChildChanged child) {
      boolean runs = child.phase() == WorkflowPhase.RUNNING;
      info("Workflow " + child.name() + ' ' + (runs ? "runs" : child.phase().argoName()));
    } else if (event instanceof RunEvent.Notice notice) {
      lastLine = clock.instant();
      console.warn(notice.code() + ": " + notice.message());
    } else if (event instanceof RunEvent.GcStarted gc) {
      phase = gc.artifacts() == 0 ? "" : "deleting " + gc.artifacts() + " artifacts";
    } else if (event instanceof RunEvent.GcFinished) {
      phase = "";
    }
    console.status(footer());
  }

  private void node(RunEvent.NodeChanged change) {
    NodeStatus node = change.after();
    NodeStatus last = change.before();
    boolean waits = node.phase() == NodePhase.PENDING && !node.message().isEmpty();
    if (!isTold(node) && !waits) {
      return;
    }
    if (waits) {
      if (ROUTINE.contains(node.message())) {
        return;
      }
      if (last == null || !last.message().equals(node.message())) {
        info(mark(node) + node.displayName() + " waits: " + LogLine.clean(node.message(), false));
      }
      return;
    }
    if (last != null && last.phase() == node.phase()) {
      return;
    }
    if (node.phase() == NodePhase.RUNNING) {
      running.put(node.id(), node.displayName());
      info(mark(node) + node.displayName() + (node.isActiveSuspend() ? " waits" : " runs"));
    } else if (node.phase().isTerminal()) {
      running.remove(node.id());
      info(mark(node) + node.displayName() + ' ' + end(node));
    }
  }

  /** Groups end when their members do; they are in the tree at the end. */
  private static boolean isTold(NodeStatus node) {
    return node.type() instanceof NodeType.Leaf && node.phase() != NodePhase.OMITTED;
  }

  private String end(NodeStatus node) {
    StringBuilder text = new StringBuilder(node.phase().argoName());
    if (node.isHit()) {
      text.append(" (memoized)");
    } else if (node.type() == NodeType.Leaf.POD
        && node.startedAt() != null
        && node.finishedAt() != null) {
      Duration took = Duration.between(node.startedAt(), node.finishedAt());
      text.append(" after ").append(Durations.inShort(took));
    }
    if (!node.message().isEmpty()) {
      text.append(": ").append(LogLine.clean(node.message().replace('\n', ' '), false));
    }
    return text.toString();
  }

  private String mark(NodeStatus node) {
    return switch (node.phase()) {
      case SUCCEEDED -> style.paint(style.utf8() ? "✔ " : "+ ", GREEN);
      case FAILED, ERROR -> style.paint(style.utf8() ? "✖ " : "x ", RED);
      case RUNNING -> style.paint(style.utf8() ? "● " : "* ", YELLOW);
      case PENDING, SKIPPED, OMITTED -> style.utf8() ? "○ " : "- ";
    };
  }

  private void status(RunEvent.StatusChanged change) {
    progress = change.after().progress();
    String message = change.after().message();
    boolean waits = change.after().phase() == WorkflowPhase.PENDING && !message.isEmpty();
    if (waits && !message.equals(change.before().message())) {
      info("The workflow waits: " + LogLine.clean(message, false));
    }
    if (change.suspended() != suspended && !change.after().phase().isFulfilled()) {
      suspended = change.suspended();
      info(suspended ? "The workflow is suspended" : "The workflow goes on");
    }
  }

  private void info(String line) {
    lastLine = clock.instant();
    console.info(line);
  }

  /** To be called about once a second. */
  synchronized void tick() {
    Instant now = clock.instant();
    if (!style.live() && Duration.between(lastLine, now).compareTo(QUIET) >= 0) {
      info(footer());
    }
    console.status(footer());
  }

  private String footer() {
    StringBuilder text = new StringBuilder("> ");
    text.append(Durations.inShort(Duration.between(started, clock.instant()))).append(expected);
    if (!progress.isEmpty()) {
      text.append(", ").append(progress).append(" done");
    }
    if (!running.isEmpty()) {
      text.append(", running: ");
      text.append(running.values().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")));
      if (running.size() > NAMES_SHOWN) {
        text.append(" and ").append(running.size() - NAMES_SHOWN).append(" more");
      }
    }
    if (!phase.isEmpty()) {
      text.append(", ").append(phase);
    }
    return text.toString();
  }
}
