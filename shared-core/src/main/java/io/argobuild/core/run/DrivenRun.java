package io.argobuild.core.run;

import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_BATCH = 10_000;

  private final Parts parts;
  private final String name;
  private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
  private final AtomicInteger interrupts = new AtomicInteger();
  private final Thread thread;
  private final Object stateLock = new Object();
  private WorkflowState state;
  private volatile boolean awaitingChildren;
  private volatile boolean ending;

  /**
   * What a run is made of.
   *
   * @param closing what to close at the end, in order
   */
  record Parts(
      Driver driver,
      Ending ending,
      ChildWorkflows children,
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
    PodWatcher watch = new PodWatcher(parts.cluster(), name, this::snapshot, parts.mailbox()::add);
    Thread watcher = new Thread(watch, "argo-watch-" + name);
    watcher.setDaemon(true);
    LogThread logs = new LogThread(parts.logs());
    Thread reader = new Thread(logs, "argo-logs-" + name);
    reader.setDaemon(true);
    try {
      watcher.start();
      reader.start();
      RunOutcome result = runToEnd(logs);
      watch.stop();
      logs.stop();
      close(watcher, reader);
      parts.events().accept(new RunEvent.Finished(result));
      outcome.complete(result);
    } catch (InterruptedException | RuntimeException | Error e) {
      // Whatever it was, somebody waits for the end.
      watch.stop();
      logs.stop();
      if (!isTakenOver(e)) {
        // Nobody would end these pods: their driver is gone.
        abandonPods();
      }
      close(watcher, reader);
      outcome.completeExceptionally(e);
    }
  }

  private RunOutcome runToEnd(LogThread logs) throws InterruptedException {
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
      parts.children().detach();
      return Ending.detached(driver.loop().state());
    }
    logs.await(LOG_PATIENCE);
    awaitingChildren = true;
    WorkflowState ended = driver.loop().state();
    parts.children().finish(ended.workflow().spec().shutdown(), ended.status().phase());
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

  private static boolean isTakenOver(Throwable e) {
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
    ResumeCheck.check(options, snapshot());
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
    if (awaitingChildren) {
      parts.children().interrupt();
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
    if (awaitingChildren) {
      parts.children().detach();
    }
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
