package io.argobuild.core.engine;

import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.template.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drives a workflow in virtual time over scripted pods. */
public final class ScriptedRun {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MAX_TICKS = 200_000;
  private static final Duration LATEST = Duration.ofSeconds(20);

  private final Reconciler reconciler;
  private final PodWorld world;
  private final SharedWorld shared;
  private final PriorityQueue<Delivery> inbox =
      new PriorityQueue<>(Comparator.comparing(Delivery::at).thenComparing(Delivery::order));
  private final Map<Integer, List<UserCommand>> commands = new TreeMap<>();
  private final List<Consumer<Tick>> watchers = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private WorkflowState state;
  private Instant now = BEGIN;
  private int ticks;
  private long order;
  private @Nullable Random chaos;
  private int attachAt = -1;
  private boolean stale;

  public ScriptedRun(Workflow workflow, PodWorld world) {
    this(workflow, world, new SharedWorld(), Resources.NONE);
  }

  public ScriptedRun(Workflow workflow, Resources resources, PodWorld world) {
    this(workflow, world, new SharedWorld(), resources);
  }

  /**
   * @param shared with other runs
   */
  ScriptedRun(Workflow workflow, PodWorld world, SharedWorld shared, Resources resources) {
    this.state = WorkflowState.of(workflow);
    this.world = world;
    this.shared = shared;
    this.reconciler =
        new WorkflowReconciler(
            new EngineSettings(PodSettings.local("/artifacts"), null), resources);
    shared.listen(state.name(), this::send);
  }

  private record Delivery(Instant at, long order, Observation observation) {}

  /**
   * One reconciliation.
   *
   * @param before the state that it started from
   */
  record Tick(
      int number,
      Instant now,
      WorkflowState before,
      List<Observation> observations,
      Decision decision) {}

  /** Runs with pods that all succeed. */
  public static ScriptedRun of(Workflow workflow) {
    return of(workflow, new PodWorld());
  }

  public static ScriptedRun of(Workflow workflow, PodWorld world) {
    return new ScriptedRun(workflow, world).run();
  }

  /** Gives a command with the n-th reconciliation, the first of which is 0. */
  public ScriptedRun command(int tick, UserCommand command) {
    commands.computeIfAbsent(tick, t -> new ArrayList<>()).add(command);
    return this;
  }

  /** Observations come late, twice and in another order. */
  public ScriptedRun chaotic(long seed) {
    chaos = new Random(seed);
    return this;
  }

  /** What was seen of locks is told once more a second later, when it may be true no more. */
  ScriptedRun stale() {
    stale = true;
    return this;
  }

  /** Forgets all but the workflow with its status before the n-th reconciliation. */
  public ScriptedRun attachAt(int tick) {
    attachAt = tick;
    return this;
  }

  /** Goes on from a status at that time. */
  ScriptedRun beginningAt(Instant time) {
    now = time;
    return this;
  }

  ScriptedRun watch(Consumer<Tick> watcher) {
    watchers.add(watcher);
    return this;
  }

  /** Until it ends, or nothing would ever happen again. */
  public ScriptedRun run() {
    while (ticks < MAX_TICKS) {
      Decision decision = tick();
      if (state.isFinished()) {
        endPods();
        return this;
      }
      Optional<Instant> next = next(decision);
      if (next.isEmpty()) {
        return this;
      }
      now = next.get().isAfter(now) ? next.get() : now;
    }
    throw new AssertionError(state.name() + " does not end: " + this);
  }

  /** Lets pods come to their end that somebody has told to. */
  private void endPods() {
    for (var next = world.next(); next.isPresent(); next = world.next()) {
      world.due(next.get());
    }
  }

  private Decision tick() {
    world.due(now).forEach(this::send);
    List<Observation> batch = new ArrayList<>();
    if (ticks == attachAt) {
      state = WorkflowState.of(state.withStatus());
      inbox.clear();
      batch.addAll(world.all(now));
      for (Action action : actions) {
        if (action instanceof Action.CreatePod create && !world.exists(create.podName())) {
          batch.add(new Observation.PodGone(create.podName(), null));
        }
      }
    }
    while (!inbox.isEmpty() && !inbox.element().at().isAfter(now)) {
      batch.add(inbox.remove().observation());
    }
    if (chaos != null) {
      Collections.shuffle(batch, chaos);
    }
    commands
        .getOrDefault(ticks, List.of())
        .forEach(command -> batch.add(new Observation.Command(command)));
    WorkflowState before = state;
    Decision decision = reconciler.reconcile(before, batch, now);
    state = decision.next();
    for (Action action : decision.actions()) {
      actions.add(action);
      world.act(action, now).ifPresent(this::send);
      shared.act(state.name(), action).ifPresent(this::sendShared);
    }
    Tick tick = new Tick(ticks, now, before, List.copyOf(batch), decision);
    watchers.forEach(watcher -> watcher.accept(tick));
    ticks++;
    return decision;
  }

  private void sendShared(Observation observation) {
    send(observation);
    if (stale && observation instanceof Observation.LocksSeen) {
      inbox.add(new Delivery(now.plusSeconds(1), order++, observation));
    }
  }

  private void send(Observation observation) {
    Random random = chaos;
    if (random == null) {
      inbox.add(new Delivery(now, order++, observation));
      return;
    }
    int copies = random.nextInt(3) == 0 ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long late = random.nextInt((int) LATEST.toMillis());
      inbox.add(new Delivery(now.plusMillis(late), order++, observation));
    }
  }

  private Optional<Instant> next(Decision decision) {
    List<Instant> times = new ArrayList<>();
    world.next().ifPresent(times::add);
    Optional.ofNullable(inbox.peek()).map(Delivery::at).ifPresent(times::add);
    Optional.ofNullable(decision.wakeAt()).ifPresent(times::add);
    if (commands.keySet().stream().anyMatch(tick -> tick >= ticks)) {
      times.add(now.plusSeconds(1));
    }
    return times.stream().min(Comparator.naturalOrder());
  }

  public WorkflowState state() {
    return state;
  }

  public List<Action> actions() {
    return actions;
  }

  public PodWorld world() {
    return world;
  }

  public SharedWorld shared() {
    return shared;
  }

  public int ticks() {
    return ticks;
  }

  /** How long it took, in virtual time. */
  public Duration took() {
    return Duration.between(BEGIN, now);
  }

  Reconciler reconciler() {
    return reconciler;
  }

  /** A node by its full name without the workflow's, its display name, or its last part. */
  public Optional<NodeStatus> node(String name) {
    Optional<NodeStatus> full =
        state.allNodes().stream().filter(n -> n.name().equals(state.name() + name)).findFirst();
    return full.or(
        () ->
            state.allNodes().stream()
                .filter(
                    n ->
                        n.name().equals(state.name() + '.' + name)
                            || n.displayName().equals(name)
                            || n.name().endsWith('.' + name))
                .min(Comparator.comparing(NodeStatus::name)));
  }

  /** The tree, for messages of failed tests. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(state.name()).append(' ').append(state.status().phase()).append(' ');
    text.append(state.status().message()).append('\n');
    state.allNodes().stream()
        .sorted(Comparator.comparing(NodeStatus::name))
        .forEach(
            node ->
                text.append("  ")
                    .append(node.name())
                    .append(' ')
                    .append(node.type().argoName())
                    .append(' ')
                    .append(node.phase())
                    .append(node.message().isEmpty() ? "" : " (" + node.message() + ')')
                    .append('\n'));
    return text.toString();
  }
}
