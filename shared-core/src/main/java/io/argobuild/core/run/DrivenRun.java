package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a run: one that decides, one that watches pods, one that reads logs. */
final class DrivenRun implements Run {
  private static final Logger LOG = LoggerFactory.getLogger(DrivenRun.class);
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
  private static final long LOG_INTERVAL_MILLIS = 50;
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_BATCH = 10_000;

  private final Parts parts;
  private final String name;
  private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
  private final AtomicInteger interrupts = new AtomicInteger();
  private final Thread thread;
  private final Object stateLock = new Object();
  private WorkflowState state;
  private volatile boolean ending;
  private volatile boolean over;

  /**
   * What a run is made of.
   *
   * @param closing what to close at the end, in order
   */
  record Parts(
      Driver driver,
      Ending ending,
      Cluster cluster,
      LogPump logs,
      BlockingQueue<Message> mailbox,
      DriverOptions options,
      Consumer<RunEvent> events,
      InstantSource clock,
      List<AutoCloseable> closing) {}

  DrivenRun(Parts parts) {
    this.parts = parts;
    this.state = parts.driver().loop().state();
    this.name = state.name();
    this.thread = new Thread(this::drive, "argo-run-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  // Deciding

  private void drive() {
    Thread watcher = new Thread(this::watch, "argo-watch-" + name);
    watcher.setDaemon(true);
    Thread reader = new Thread(this::readLogs, "argo-logs-" + name);
    reader.setDaemon(true);
    try {
      watcher.start();
      reader.start();
      RunOutcome result = runToEnd();
      over = true;
      close(watcher, reader);
      parts.events().accept(new RunEvent.Finished(result));
      outcome.complete(result);
    } catch (InterruptedException | RuntimeException e) {
      over = true;
      if (!isTakenOver(e)) {
        // Nobody would end these pods: their driver is gone.
        abandonPods();
      }
      close(watcher, reader);
      outcome.completeExceptionally(e);
    }
  }

  private RunOutcome runToEnd() throws InterruptedException {
    Driver driver = parts.driver();
    List<Message> messages = List.of();
    do {
      driver.step(messages, parts.clock().instant());
      synchronized (stateLock) {
        state = driver.loop().state();
      }
      if (!driver.isOver()) {
        messages = next(driver.wakeAt());
      }
    } while (!driver.isOver());
    if (driver.isDetached()) {
      return Ending.detached(driver.loop().state());
    }
    awaitLogs();
    ending = true;
    RunOutcome result = parts.ending().finish(parts.options().gc());
    synchronized (stateLock) {
      state = driver.loop().state();
    }
    return result;
  }

  private List<Message> next(Instant wakeAt) throws InterruptedException {
    long wait = Duration.between(parts.clock().instant(), wakeAt).toMillis();
    List<Message> messages = new ArrayList<>();
    Message first = parts.mailbox().poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
    if (first != null) {
      messages.add(first);
      parts.mailbox().drainTo(messages, MAX_BATCH);
    }
    return messages;
  }

  private static boolean isTakenOver(Exception e) {
    return e instanceof ProblemException problem
        && problem.problem().code().equals("RUN_LEASE_LOST");
  }

  private void abandonPods() {
    try {
      parts.cluster().deleteAll(PodSelector.workflow(name), Duration.ofSeconds(5));
    } catch (ProblemException e) {
      parts.events().accept(new RunEvent.Notice(e.problem().code(), e.problem().text()));
    }
  }

  private void close(Thread watcher, Thread reader) {
    join(reader);
    join(watcher);
    for (AutoCloseable part : parts.closing()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("can't close {} of run {}", part, name, e);
      }
    }
  }

  private static void join(Thread helper) {
    helper.interrupt();
    try {
      helper.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Watching

  private void watch() {
    int failures = 0;
    while (!over) {
      try (PodWatch watch = parts.cluster().watch(PodSelector.workflow(name))) {
        missed(watch.initial()).forEach(parts.mailbox()::add);
        failures = 0;
        while (!over) {
          watch.next(WATCH_INTERVAL).ifPresent(this::observed);
        }
      } catch (ProblemException e) {
        failures++;
        notice(e, failures);
      }
    }
  }

  private void notice(ProblemException e, int failures) {
    RunEvent.Notice notice = new RunEvent.Notice(e.problem().code(), e.problem().text());
    parts.mailbox().add(new Message.Told(notice));
    try {
      TimeUnit.MILLISECONDS.sleep(Backoff.after(failures).toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void observed(ClusterEvent event) {
    if (event instanceof ClusterEvent.PodSeen seen) {
      parts.mailbox().add(new Message.Observed(new Observation.PodSeen(seen.pod())));
    } else if (event instanceof ClusterEvent.PodGone gone) {
      parts.mailbox().add(new Message.Observed(new Observation.PodGone(gone.name(), gone.last())));
    } else if (event instanceof ClusterEvent.Notice notice) {
      parts.mailbox().add(new Message.Told(new RunEvent.Notice(notice.code(), notice.message())));
    }
  }

  /** The pods there are, and which pods are gone that were there when the state was recorded. */
  private List<Message> missed(List<ObjectNode> pods) {
    List<Message> messages = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (ObjectNode pod : pods) {
      present.add(Pods.name(pod));
      messages.add(new Message.Observed(new Observation.PodSeen(pod)));
    }
    for (NodeStatus node : snapshot().allNodes()) {
      boolean running = node.type() == NodeType.Leaf.POD && node.phase() == NodePhase.RUNNING;
      String pod = NodeId.podName(name, node);
      if (running && !present.contains(pod)) {
        messages.add(new Message.Observed(new Observation.PodGone(pod, null)));
      }
    }
    return messages;
  }

  // Logs

  private void readLogs() {
    try {
      while (!over) {
        if (!parts.logs().poll()) {
          TimeUnit.MILLISECONDS.sleep(LOG_INTERVAL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("run {} is over", name);
    } catch (RuntimeException e) {
      LOG.warn("logs of run {} can't be followed any more", name, e);
    } finally {
      parts.logs().close();
    }
  }

  private void awaitLogs() throws InterruptedException {
    Instant limit = parts.clock().instant().plus(LOG_PATIENCE);
    while (!parts.logs().isDrained() && parts.clock().instant().isBefore(limit)) {
      TimeUnit.MILLISECONDS.sleep(LOG_INTERVAL_MILLIS);
    }
  }

  // The handle

  private WorkflowState snapshot() {
    synchronized (stateLock) {
      return state;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Workflow workflow() {
    return snapshot().withStatus();
  }

  @Override
  public RunOutcome await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  @Override
  public Optional<RunOutcome> await(Duration timeout) throws InterruptedException {
    try {
      return Optional.of(outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private ProblemException rethrown(@Nullable Throwable cause) {
    if (cause instanceof ProblemException problem) {
      return problem;
    }
    Throwable unexpected = cause == null ? new IllegalStateException("no cause") : cause;
    return new ProblemException(RunProblems.internal("workflow " + name, unexpected), cause);
  }

  @Override
  public void stop(String message) {
    ask(new UserCommand.Stop(message));
  }

  @Override
  public void terminate() {
    ask(new UserCommand.Terminate());
  }

  @Override
  public void suspend() {
    ask(new UserCommand.Suspend());
  }

  @Override
  public void resume(ResumeOptions options) {
    ask(new UserCommand.Resume(options.node(), options.outputs(), options.message()));
  }

  private void ask(UserCommand command) {
    parts.mailbox().add(new Message.Asked(command));
  }

  @Override
  public void interrupt() {
    if (ending) {
      parts.ending().cutOff();
      return;
    }
    boolean first = interrupts.getAndIncrement() == 0;
    switch (parts.options().onInterrupt()) {
      case DETACH -> detach();
      case STOP -> ask(first ? new UserCommand.Stop("interrupted") : new UserCommand.Terminate());
      case TERMINATE -> terminate();
    }
  }

  /** Begins to end without waiting for it. */
  void interruptIfRunning() {
    if (!outcome.isDone()) {
      interrupt();
    }
  }

  @Override
  public void detach() {
    parts.mailbox().add(new Message.Detach());
    if (ending) {
      parts.ending().cutOff();
    }
  }

  @Override
  public void close() {
    if (outcome.isDone()) {
      return;
    }
    if (interrupts.get() == 0) {
      interrupt();
    }
    boolean interrupted = false;
    while (!outcome.isDone()) {
      try {
        outcome.handle((result, failure) -> result).get();
      } catch (InterruptedException e) {
        interrupted = true;
        interrupt();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
