package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import io.argobuild.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pods that live as scripted, in virtual time. */
public final class PodWorld {
  private static final Duration TERMINATION = Duration.ofSeconds(1);

  private final Map<String, PodOutcome> byNode = new HashMap<>();
  private Function<String, PodOutcome> others = node -> PodOutcome.succeeds();
  private final Map<String, Life> pods = new LinkedHashMap<>();
  private final Map<String, Integer> refused = new HashMap<>();
  private final PriorityQueue<Moment> moments =
      new PriorityQueue<>(Comparator.comparing(Moment::at).thenComparing(Moment::order));
  private long order;
  private int running;
  private int mostRunning;

  /**
   * Scripts a node.
   *
   * @param node its full name without the workflow's ({@code [0].a(1:x)}), its last part ({@code
   *     a(1:x)}), or the name of its step or task
   */
  public PodWorld node(String node, PodOutcome outcome) {
    byNode.put(node, outcome);
    return this;
  }

  public PodWorld others(Function<String, PodOutcome> script) {
    others = script;
    return this;
  }

  private enum Stage {
    PENDING,
    RUNNING,
    ENDED,
    GONE
  }

  private record Moment(Instant at, long order, String pod, int life, Stage stage) {}

  private static final class Life {
    final PodPlan plan;
    final PodOutcome outcome;
    final int number;
    int version;
    Stage stage = Stage.PENDING;
    boolean killed;
    @Nullable ObjectNode last;

    Life(PodPlan plan, PodOutcome outcome, int number) {
      this.plan = plan;
      this.outcome = outcome;
      this.number = number;
    }
  }

  /** What is scripted for a node, by its full name. */
  PodOutcome outcomeOf(String nodeName) {
    return outcome(nodeName);
  }

  private PodOutcome outcome(String nodeName) {
    String path = nodeName.substring(Math.min(nodeName.length(), WorkflowBuilder.NAME.length()));
    String last = path.substring(path.lastIndexOf('.') + 1);
    String bare = last.replaceAll("\\(.*", "");
    for (String key : List.of(path, last, last.replaceAll("\\(\\d+\\)$", ""), bare)) {
      PodOutcome outcome = byNode.get(key);
      if (outcome != null) {
        return outcome;
      }
    }
    return others.apply(nodeName);
  }

  /** Does what the engine wants; an answer comes at once or with {@link #due}. */
  Optional<Observation> act(Action action, Instant now) {
    if (action instanceof Action.CreatePod create) {
      return create(create.plan(), now);
    }
    Life life = action instanceof Action.PodAction onPod ? pods.get(onPod.podName()) : null;
    if (life == null) {
      return Optional.empty();
    }
    if (action instanceof Action.TerminatePod terminate) {
      terminate(life, terminate, now);
    } else if (action instanceof Action.DeletePod delete) {
      schedule(life, Stage.GONE, now.plus(delete.delay()));
    } else if (action instanceof Action.ReadPodOutput read) {
      String result = read.result() ? life.outcome.result() : null;
      return Optional.of(
          new Observation.PodOutputRead(
              read.podName(),
              result,
              read.report() ? "" : null,
              read.logs().entrySet().stream()
                  .map(
                      log -> new StoredArtifact(log.getKey() + "-logs", log.getValue(), 3, "e", -1))
                  .toList()));
    }
    return Optional.empty();
  }

  private Optional<Observation> create(PodPlan plan, Instant now) {
    if (pods.containsKey(plan.name())) {
      return Optional.empty();
    }
    String node =
        plan.pod()
            .path("metadata")
            .path("annotations")
            .path(PodProtocol.NODE_NAME_ANNOTATION)
            .asText();
    PodOutcome outcome = outcome(node);
    int tries = refused.merge(plan.name(), 1, Integer::sum);
    Optional<Problem> refusal = outcome.refusal(tries);
    if (refusal.isPresent()) {
      return Optional.of(new Observation.PodRefused(plan.name(), refusal.get()));
    }
    Life life = new Life(plan, outcome, tries);
    pods.put(plan.name(), life);
    live(life, now);
    return Optional.of(new Observation.PodSeen(PodStates.pending(plan)));
  }

  private void live(Life life, Instant now) {
    Instant starts = now.plus(life.outcome.pending());
    Instant ends = starts.plus(life.outcome.runs());
    PodOutcome.End end = life.outcome.end();
    if (end == PodOutcome.End.EXITS && isDaemon(life.plan)) {
      end = PodOutcome.End.NEVER;
    }
    if (end == PodOutcome.End.NEVER_STARTS) {
      return;
    }
    if (end == PodOutcome.End.VANISHES_PENDING && life.number == 1) {
      schedule(life, Stage.GONE, starts);
      return;
    }
    schedule(life, Stage.RUNNING, starts);
    if (end == PodOutcome.End.VANISHES) {
      schedule(life, Stage.GONE, ends);
    } else if (end != PodOutcome.End.NEVER) {
      schedule(life, Stage.ENDED, ends);
    }
  }

  private static boolean isDaemon(PodPlan plan) {
    return plan.pod().path("metadata").path("annotations").has(PodProtocol.DAEMON_ANNOTATION);
  }

  private void terminate(Life life, Action.TerminatePod terminate, Instant now) {
    boolean all = terminate.containers().isEmpty();
    if (!all || life.killed || life.stage == Stage.ENDED || life.stage == Stage.GONE) {
      return;
    }
    life.version++;
    life.killed = true;
    schedule(life, Stage.ENDED, now.plus(TERMINATION));
  }

  private void schedule(Life life, Stage stage, Instant at) {
    moments.add(new Moment(at, order++, life.plan.name(), life.version, stage));
  }

  /** When something happens next; empty for never. */
  Optional<Instant> next() {
    return Optional.ofNullable(moments.peek()).map(Moment::at);
  }

  /** What has happened by now. */
  List<Observation> due(Instant now) {
    List<Observation> seen = new ArrayList<>();
    while (!moments.isEmpty() && !moments.element().at().isAfter(now)) {
      Moment moment = moments.remove();
      Life life = pods.get(moment.pod());
      boolean current = life != null && moment.life() == life.version;
      if (life != null && (current || moment.stage() == Stage.GONE)) {
        seen.add(enter(life, moment.stage(), now));
      }
    }
    return seen;
  }

  private Observation enter(Life life, Stage stage, Instant now) {
    running += (stage == Stage.RUNNING ? 1 : 0) - (life.stage == Stage.RUNNING ? 1 : 0);
    mostRunning = Math.max(mostRunning, running);
    life.stage = stage;
    if (stage == Stage.GONE) {
      pods.remove(life.plan.name());
      return new Observation.PodGone(life.plan.name(), life.last);
    }
    ObjectNode pod =
        stage == Stage.RUNNING
            ? PodStates.running(life.plan, now)
            : life.killed
                ? PodStates.killed(life.plan, life.outcome, now)
                : PodStates.ended(life.plan, life.outcome, now);
    life.last = stage == Stage.ENDED ? pod : null;
    return new Observation.PodSeen(pod);
  }

  /** All pods as they are, for one who comes later. */
  List<Observation> all(Instant now) {
    List<Observation> seen = new ArrayList<>();
    for (Life life : pods.values()) {
      ObjectNode ended = life.last;
      seen.add(
          new Observation.PodSeen(
              ended != null
                  ? ended
                  : life.stage == Stage.RUNNING
                      ? PodStates.running(life.plan, now)
                      : PodStates.pending(life.plan)));
    }
    return seen;
  }

  boolean exists(String podName) {
    return pods.containsKey(podName);
  }

  /** Names of pods that have not ended. */
  List<String> alive() {
    return pods.values().stream()
        .filter(life -> life.stage == Stage.PENDING || life.stage == Stage.RUNNING)
        .map(life -> life.plan.name())
        .toList();
  }

  /** The most pods that ever ran at a time. */
  public int mostRunning() {
    return mostRunning;
  }
}
