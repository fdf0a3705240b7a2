package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.PodScript;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.SimulatedCluster;
import io.argobuild.core.cluster.SimulatedWorld;
import io.argobuild.core.cluster.objects.LocalObjects;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.gate.LockTable;
import io.argobuild.core.gate.LockView;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.store.FileMemoStore;
import io.argobuild.core.store.LockStore;
import io.argobuild.core.store.MemoStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run in virtual time on one thread. What survives a driver's death (store, pods, artifacts, log
 * cursors) is here; {@link #drive} is one driver's life.
 */
final class Simulation {
  static final Instant START = Instant.parse("2024-05-06T07:08:09Z");
  private static final int MAX_STEPS = 10_000;

  private final Path folder;
  private final List<String> chain;
  private final SimulatedWorld world;
  private final FileArtifactStore artifacts;
  private final Map<String, Integer> started = new HashMap<>();
  private final List<RunEvent> events = new ArrayList<>();
  private final TreeMap<Instant, UserCommand> commands = new TreeMap<>();
  private final MemoryInbox inbox = new MemoryInbox();
  private final List<SimulatedCluster> clusters = new ArrayList<>();
  private WorkflowState durable;
  private @Nullable List<String> runningAtRelease;

  /** Makes the next connection to the cluster fail in some way. */
  interface Faults {
    void inject(SimulatedCluster cluster);
  }

  Simulation(Path folder, Map<String, PodScript.Act> acts, List<String> chain) {
    this.folder = folder;
    this.artifacts = FileArtifactStore.at(folder.resolve("artifacts"));
    this.world =
        new SimulatedWorld(
            START,
            2,
            Duration.ofMillis(100),
            pod -> {
              String step = step(chain, pod);
              started.merge(step, 1, Integer::sum);
              return PodScript.of(acts.getOrDefault(step, PodScript.Act.exits(0)));
            });
    this.chain = chain;
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.putObject("metadata").put("name", "wf");
    var list = raw.putObject("spec").putArray("chain");
    chain.forEach(list::add);
    this.durable = WorkflowState.of(new Workflow(raw));
    chain.forEach(step -> store(ChainReconciler.key("wf", step)));
  }

  /** Has the manifest say when pods go. */
  Simulation podGc(String strategy, String delay) {
    ObjectNode raw = durable.workflow().raw().deepCopy();
    ((ObjectNode) raw.path("spec"))
        .putObject("podGC")
        .put("strategy", strategy)
        .put("deleteDelayDuration", delay);
    durable = WorkflowState.of(new Workflow(raw));
    return this;
  }

  Duration elapsed() {
    return Duration.between(START, world.now());
  }

  private SharedActions shared() {
    MemoStore memos = new FileMemoStore(folder);
    return new SharedActions("wf", new Releases(), memos, artifacts, List.of(), world::now);
  }

  /** Pods that still ran when the run gave its locks back; null when it has not. */
  @Nullable List<String> runningAtRelease() {
    return runningAtRelease;
  }

  /** Locks that nobody else wants. */
  private final class Releases implements LockStore {
    @Override
    public LockView ask(String run, List<LockRequest> requests) {
      return LockTable.EMPTY.ask(requests).view(run);
    }

    @Override
    public void release(String run, Set<String> holders) {}

    @Override
    public void retain(String run, List<LockRequest> held) {
      try (SimulatedCluster cluster = new SimulatedCluster(world)) {
        runningAtRelease =
            cluster.list(PodSelector.ALL).stream()
                .filter(pod -> !Pods.ended(pod))
                .map(Pods::name)
                .toList();
      }
    }

    @Override
    public Subscription listen(String run, Consumer<LockView> listener) {
      return () -> {};
    }
  }

  private static String step(List<String> chain, String pod) {
    return chain.stream()
        .filter(step -> ChainReconciler.podName("wf", step).equals(pod))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a pod of no step: " + pod));
  }

  private void store(String key) {
    byte[] content = "abc".getBytes(StandardCharsets.UTF_8);
    artifacts.write(new ArtifactKey(key), new ByteArrayInputStream(content), content.length);
  }

  /** A user gives a command at that time, to whoever drives the run then. */
  void command(Duration after, UserCommand command) {
    commands.put(START.plus(after), command);
  }

  SimulatedWorld world() {
    return world;
  }

  WorkflowState durable() {
    return durable;
  }

  List<RunEvent> events() {
    return events;
  }

  /** How often each step's pod was begun. */
  Map<String, Integer> started() {
    return started;
  }

  FileArtifactStore artifacts() {
    return artifacts;
  }

  /** The steps whose pods are there still. */
  List<String> podsLeft() {
    try (SimulatedCluster cluster = new SimulatedCluster(world)) {
      return cluster.list(PodSelector.ALL).stream()
          .map(pod -> step(chain, Pods.name(pod)))
          .toList();
    }
  }

  /** Commands that outlive drivers. */
  private static final class MemoryInbox implements CommandInbox {
    private final Map<String, UserCommand> waiting = new LinkedHashMap<>();
    private int number;

    @Override
    public void put(UserCommand command) {
      waiting.put(Integer.toString(number++), command);
    }

    @Override
    public List<Waiting> waiting() {
      return waiting.entrySet().stream()
          .map(entry -> new Waiting(entry.getKey(), entry.getValue()))
          .toList();
    }

    @Override
    public void done(String id) {
      waiting.remove(id);
    }
  }

  RunOutcome drive(Crash.Points points) {
    return drive(points, cluster -> {});
  }

  /** Takes the run over and drives it to its end, or dies on the way. */
  RunOutcome drive(Crash.Points points, Faults faults) {
    SimulatedCluster simulated = new SimulatedCluster(world);
    faults.inject(simulated);
    clusters.add(simulated);
    Cluster cluster = new CrashingCluster(simulated, points);
    List<Message> mailbox = new ArrayList<>();
    Journal journal =
        (next, changed, statusChanged) -> {
          points.pass();
          record(next, changed, statusChanged);
          points.pass();
        };
    try (LogCursors cursors = LogCursors.open(folder.resolve("logs.ndjson"))) {
      LogPump logs = new LogPump(cluster, LogOptions.MAIN::wants, cursors, events::add);
      NodeActions nodes =
          new NodeActions(
              artifacts, LocalObjects.inMemory(List.of(), "default", InstantSource.system()));
      ActionRunner runner =
          new ActionRunner(
              cluster, nodes, plan -> plan.pod(), shared(), Runnable::run, mailbox::add);
      WorkflowState from = durable;
      Driver driver =
          new Driver(
              actions -> new RunLoop(from, new ChainReconciler(), journal, actions, events::add),
              runner,
              logs,
              inbox,
              events::add);
      loop(driver, logs, simulated, mailbox);
      return new Ending(driver.loop(), cluster, artifacts, events::add, world::advance)
          .finish(true);
    } finally {
      simulated.close();
    }
  }

  private void loop(Driver driver, LogPump logs, SimulatedCluster cluster, List<Message> mailbox) {
    try (PodWatch watch = cluster.watch(PodSelector.workflow("wf"))) {
      watch.initial().forEach(pod -> observe(mailbox, new Observation.PodSeen(pod)));
      for (int step = 0; ; step++) {
        if (step > MAX_STEPS) {
          throw new AssertionError("the run does not end: " + driver.loop().state());
        }
        List<Message> messages = List.copyOf(mailbox);
        mailbox.clear();
        driver.step(messages, world.now());
        boolean read = logs.poll();
        if (driver.isOver() && !read) {
          return;
        }
        if (mailbox.isEmpty() && !read) {
          await(driver, watch, mailbox);
        }
      }
    }
  }

  /** Lets time pass until something happens, a timer is due or a user wants something. */
  private void await(Driver driver, PodWatch watch, List<Message> mailbox) {
    Instant until = driver.wakeAt();
    if (!commands.isEmpty() && commands.firstKey().isBefore(until)) {
      until = commands.firstKey();
    }
    Duration wait = Duration.between(world.now(), until);
    watch.next(wait.isNegative() ? Duration.ZERO : wait).ifPresent(e -> observe(mailbox, e));
    while (!commands.isEmpty() && !commands.firstKey().isAfter(world.now())) {
      inbox.put(commands.pollFirstEntry().getValue());
    }
  }

  private static void observe(List<Message> mailbox, ClusterEvent event) {
    if (event instanceof ClusterEvent.PodSeen seen) {
      observe(mailbox, new Observation.PodSeen(seen.pod()));
    } else if (event instanceof ClusterEvent.PodGone gone) {
      observe(mailbox, new Observation.PodGone(gone.name(), gone.last()));
    }
  }

  private static void observe(List<Message> mailbox, Observation observation) {
    mailbox.add(new Message.Observed(observation));
  }

  /** Keeps exactly what a store keeps: nodes, and status and spec if they differ. */
  private void record(WorkflowState next, List<NodeStatus> changed, boolean statusChanged) {
    WorkflowState kept = RunLoop.with(durable, changed);
    durable =
        new WorkflowState(
            statusChanged
                ? kept.workflow().withSpec(next.workflow().spec().raw())
                : kept.workflow(),
            statusChanged ? next.status() : kept.status(),
            kept.nodes(),
            kept.plan());
  }

  @Nullable NodeStatus node(String step) {
    return durable.allNodes().stream()
        .filter(node -> node.displayName().equals(step))
        .findFirst()
        .orElse(null);
  }
}
