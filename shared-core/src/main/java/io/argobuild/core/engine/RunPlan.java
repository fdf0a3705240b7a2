package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePSet;

/** What the reconciler has worked out so far; derived from manifest and nodes, never stored. */
public final class RunPlan {
  /** Nothing worked out yet. */
  public static final RunPlan EMPTY =
      new RunPlan(
          null,
          HashTreePMap.empty(),
          Timers.NONE,
          OrderedPSet.empty(),
          HashTreePSet.empty(),
          Pods.NONE,
          Census.EMPTY);

  private final @Nullable Definitions definitions;
  private final PMap<String, Frame> frames;
  private final Timers timers;
  private final OrderedPSet<Member> blocked;
  private final PSet<Member> hooked;
  private final Pods pods;
  private final Census census;

  private RunPlan(
      @Nullable Definitions definitions,
      PMap<String, Frame> frames,
      Timers timers,
      OrderedPSet<Member> blocked,
      PSet<Member> hooked,
      Pods pods,
      Census census) {
    this.definitions = definitions;
    this.frames = frames;
    this.timers = timers;
    this.blocked = blocked;
    this.hooked = hooked;
    this.pods = pods;
    this.census = census;
  }

  /**
   * Pods of nodes that aren't done.
   *
   * @param nodeOf ID of the node, by the pod's name
   * @param ended pods that have ended and of which something is still to be read, by the node's ID
   */
  record Pods(PMap<String, String> nodeOf, PMap<String, ObjectNode> ended) {
    static final Pods NONE = new Pods(HashTreePMap.empty(), HashTreePMap.empty());

    Pods with(String podName, String nodeId) {
      return new Pods(nodeOf.plus(podName, nodeId), ended);
    }

    Pods withEnded(String nodeId, ObjectNode pod) {
      return new Pods(nodeOf, ended.plus(nodeId, pod));
    }

    Pods without(String podName, String nodeId) {
      return new Pods(nodeOf.minus(podName), ended.minus(nodeId));
    }
  }

  /** A member of a group or DAG; or a node whose own driver waits, which is both. */
  record Member(String ownerId, String memberId) {}

  /** When nodes are to be driven again. */
  record Timers(TreePSet<Timer> byTime, PMap<String, Timer> byNode) {
    static final Timers NONE =
        new Timers(
            TreePSet.empty(Comparator.comparing(Timer::at).thenComparing(Timer::node)),
            HashTreePMap.empty());

    Timers without(String id) {
      Timer old = byNode.get(id);
      return old == null ? this : new Timers(byTime.minus(old), byNode.minus(id));
    }

    /** Keeps the earlier one where the node has a timer already. */
    Timers with(String id, Instant at) {
      Timer old = byNode.get(id);
      if (old != null && !at.isBefore(old.at())) {
        return this;
      }
      Timer timer = new Timer(at, id);
      TreePSet<Timer> rest = old == null ? byTime : byTime.minus(old);
      return new Timers(rest.plus(timer), byNode.plus(id, timer));
    }

    Optional<Timer> first() {
      return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.first());
    }
  }

  /** When a node is to be driven again. */
  record Timer(Instant at, String node) {}

  /** Null until it has been derived. */
  @Nullable Definitions definitions() {
    return definitions;
  }

  /** One for each node that isn't done, by its ID. */
  PMap<String, Frame> frames() {
    return frames;
  }

  Timers timers() {
    return timers;
  }

  /** Who waits for a free place, in order of arrival. */
  OrderedPSet<Member> blocked() {
    return blocked;
  }

  /** Members with hooks that any change may start. */
  PSet<Member> hooked() {
    return hooked;
  }

  Census census() {
    return census;
  }

  Pods pods() {
    return pods;
  }

  RunPlan withPods(Pods next) {
    return new RunPlan(definitions, frames, timers, blocked, hooked, next, census);
  }

  RunPlan withDefinitions(Definitions next) {
    return new RunPlan(next, frames, timers, blocked, hooked, pods, census);
  }

  RunPlan withFrame(String id, Frame frame) {
    return new RunPlan(definitions, frames.plus(id, frame), timers, blocked, hooked, pods, census);
  }

  /** Forgets a node. */
  RunPlan without(String id) {
    return new RunPlan(
        definitions,
        frames.minus(id),
        timers.without(id),
        blocked.minus(new Member(id, id)),
        hooked,
        pods,
        census);
  }

  RunPlan withTimers(Timers next) {
    return new RunPlan(definitions, frames, next, blocked, hooked, pods, census);
  }

  RunPlan withBlocked(OrderedPSet<Member> next) {
    return new RunPlan(definitions, frames, timers, next, hooked, pods, census);
  }

  RunPlan withHooked(PSet<Member> next) {
    return new RunPlan(definitions, frames, timers, blocked, next, pods, census);
  }

  RunPlan withCensus(Census next) {
    return new RunPlan(definitions, frames, timers, blocked, hooked, pods, next);
  }
}
