package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.LockRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
          Gates.NONE,
          Census.EMPTY);

  private final @Nullable Definitions definitions;
  private final PMap<String, Frame> frames;
  private final Timers timers;
  private final OrderedPSet<Member> blocked;
  private final PSet<Member> hooked;
  private final Pods pods;
  private final Gates gates;
  private final Census census;

  private RunPlan(
      @Nullable Definitions definitions,
      PMap<String, Frame> frames,
      Timers timers,
      OrderedPSet<Member> blocked,
      PSet<Member> hooked,
      Pods pods,
      Gates gates,
      Census census) {
    this.definitions = definitions;
    this.frames = frames;
    this.timers = timers;
    this.blocked = blocked;
    this.hooked = hooked;
    this.pods = pods;
    this.gates = gates;
    this.census = census;
  }

  /**
   * Pods of nodes that aren't done.
   *
   * @param nodeOf ID of the node, by the pod's name
   * @param ended pods that have ended and of which something is still to be read, by the node's ID
   * @param collects when collect is to be told that main has ended, by the node's ID
   */
  record Pods(
      PMap<String, String> nodeOf, PMap<String, ObjectNode> ended, PMap<String, Instant> collects) {
    static final Pods NONE =
        new Pods(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    Pods with(String podName, String nodeId) {
      return new Pods(nodeOf.plus(podName, nodeId), ended, collects);
    }

    Pods withEnded(String nodeId, ObjectNode pod) {
      return new Pods(nodeOf, ended.plus(nodeId, pod), collects.minus(nodeId));
    }

    Pods withCollect(String nodeId, Instant at) {
      return new Pods(nodeOf, ended, collects.plus(nodeId, at));
    }

    Pods withoutCollect(String nodeId) {
      return new Pods(nodeOf, ended, collects.minus(nodeId));
    }

    Pods without(String podName, String nodeId) {
      return new Pods(nodeOf.minus(podName), ended.minus(nodeId), collects.minus(nodeId));
    }
  }

  /**
   * Nodes before their gates, and locks.
   *
   * @param waiting who waits for locks, by the node's ID; the workflow itself by {@link
   *     Pass#WORKFLOW}
   * @param held who has locks, alike
   * @param seen of the locks that are waited for, who had them when last looked at
   * @param reading IDs of nodes whose memoized outputs are being looked up
   * @param nextTicket for the next request
   */
  record Gates(
      PMap<String, LockRequest> waiting,
      PMap<String, LockRequest> held,
      Map<String, List<String>> seen,
      PSet<String> reading,
      long nextTicket) {
    static final Gates NONE =
        new Gates(HashTreePMap.empty(), HashTreePMap.empty(), Map.of(), HashTreePSet.empty(), 1);

    Gates waits(String id, LockRequest request) {
      return new Gates(waiting.plus(id, request), held, seen, reading, nextTicket + 1);
    }

    Gates holds(String id, LockRequest request) {
      return new Gates(waiting.minus(id), held.plus(id, request), seen, reading, nextTicket);
    }

    Gates frees(String id) {
      return new Gates(waiting.minus(id), held.minus(id), seen, reading, nextTicket);
    }

    Gates sees(Map<String, List<String>> holders) {
      return new Gates(waiting, held, holders, reading, nextTicket);
    }

    Gates reads(String id) {
      return new Gates(waiting, held, seen, reading.plus(id), nextTicket);
    }

    /** Forgets that the node waits; locks are given back when it has ended. */
    Gates past(String id) {
      return reading.contains(id)
          ? new Gates(waiting, held, seen, reading.minus(id), nextTicket)
          : this;
    }

    @Nullable LockRequest of(String id) {
      LockRequest request = held.get(id);
      return request == null ? waiting.get(id) : request;
    }

    boolean isOpen() {
      return waiting.isEmpty() && reading.isEmpty();
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

  Gates gates() {
    return gates;
  }

  RunPlan withGates(Gates next) {
    return new RunPlan(definitions, frames, timers, blocked, hooked, pods, next, census);
  }

  RunPlan withPods(Pods next) {
    return new RunPlan(definitions, frames, timers, blocked, hooked, next, gates, census);
  }

  RunPlan withDefinitions(Definitions next) {
    return new RunPlan(next, frames, timers, blocked, hooked, pods, gates, census);
  }

  RunPlan withFrame(String id, Frame frame) {
    return new RunPlan(
        definitions, frames.plus(id, frame), timers, blocked, hooked, pods, gates, census);
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
        gates.past(id),
        census);
  }

  RunPlan withTimers(Timers next) {
    return new RunPlan(definitions, frames, next, blocked, hooked, pods, gates, census);
  }

  RunPlan withBlocked(OrderedPSet<Member> next) {
    return new RunPlan(definitions, frames, timers, next, hooked, pods, gates, census);
  }

  RunPlan withHooked(PSet<Member> next) {
    return new RunPlan(definitions, frames, timers, blocked, next, pods, gates, census);
  }

  RunPlan withCensus(Census next) {
    return new RunPlan(definitions, frames, timers, blocked, hooked, pods, gates, next);
  }
}
