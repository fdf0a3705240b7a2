package io.argobuild.core.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who has which locks, and who waits for them; a value. All or nothing: who waits has none of the
 * locks asked for. As in Argo 4.1.2, a workflow is served only when no other one is before it in
 * the queue of any lock that it asks for, so that nobody starves; nodes of one workflow may
 * overtake each other.
 *
 * @param holds in the order in which they were granted
 * @param queue by priority, then by the workflow's creation, then by arrival
 */
public record LockTable(List<Hold> holds, List<LockRequest> queue) {
  public static final LockTable EMPTY = new LockTable(List.of(), List.of());

  private static final Comparator<LockRequest> TURN =
      Comparator.comparing(LockRequest::priority).reversed().thenComparing(LockRequest::createdAt);

  /**
   * Locks that somebody has.
   *
   * @param locks their names
   * @param ticket of the request that they were given for
   */
  public record Hold(String holder, List<String> locks, long ticket) {
    public Hold {
      locks = List.copyOf(locks);
    }

    static Hold of(LockRequest request) {
      List<String> names = request.locks().stream().map(Lock::name).toList();
      return new Hold(request.holder(), names, request.ticket());
    }

    /** Name of the workflow that has them. */
    public String run() {
      return LockRequest.runOf(holder);
    }
  }

  public LockTable {
    holds = List.copyOf(holds);
    queue = List.copyOf(queue);
  }

  /** With requests in the queue; who has what it asks for, or waits already, keeps its place. */
  public LockTable ask(List<LockRequest> requests) {
    Map<String, LockRequest> waiting = new LinkedHashMap<>();
    queue.forEach(request -> waiting.put(request.holder(), request));
    Set<String> served = new java.util.HashSet<>();
    holds.forEach(hold -> served.add(hold.holder()));
    for (LockRequest request : requests) {
      if (!served.contains(request.holder())) {
        waiting.put(request.holder(), request);
      }
    }
    List<LockRequest> ordered = new ArrayList<>(waiting.values());
    ordered.sort(TURN);
    return new LockTable(holds, ordered).grant();
  }

  /** Without these, whether they have locks or wait. */
  public LockTable release(Set<String> holders) {
    return keep(
        hold -> !holders.contains(hold.holder()), request -> !holders.contains(request.holder()));
  }

  /**
   * With exactly these as the ones of a run that have locks, whatever limits say: it knows best.
   *
   * @param held others of the run have nothing, and don't wait any more
   */
  public LockTable retain(String run, List<LockRequest> held) {
    Map<String, Hold> wanted = new LinkedHashMap<>();
    for (LockRequest request : held) {
      wanted.put(request.holder(), Hold.of(request));
    }
    List<Hold> kept = new ArrayList<>();
    for (Hold hold : holds) {
      boolean own = hold.run().equals(run);
      Hold instead = own ? wanted.remove(hold.holder()) : hold;
      if (instead != null) {
        kept.add(instead);
      }
    }
    kept.addAll(wanted.values());
    List<LockRequest> others = queue.stream().filter(r -> !r.run().equals(run)).toList();
    return new LockTable(kept, others).grant();
  }

  /**
   * Without those that will never give their locks back.
   *
   * @param isOver whether a run has ended or is gone, and nobody drives it
   * @param isLeft whether nobody drives it, though somebody may take it over
   */
  public LockTable without(Predicate<String> isOver, Predicate<String> isLeft) {
    return keep(
        hold -> !isOver.test(hold.run()),
        request -> !isOver.test(request.run()) && !isLeft.test(request.run()));
  }

  private LockTable keep(Predicate<Hold> has, Predicate<LockRequest> waits) {
    return new LockTable(holds.stream().filter(has).toList(), queue.stream().filter(waits).toList())
        .grant();
  }

  /** Gives free locks to those whose turn it is. */
  private LockTable grant() {
    Map<String, Integer> taken = new HashMap<>();
    holds.forEach(hold -> hold.locks().forEach(lock -> taken.merge(lock, 1, Integer::sum)));
    Map<String, String> first = new HashMap<>();
    List<Hold> all = new ArrayList<>(holds);
    List<LockRequest> waiting = new ArrayList<>();
    for (LockRequest request : queue) {
      if (request.locks().stream().allMatch(lock -> isFree(lock, request.run(), taken, first))) {
        request.locks().forEach(lock -> taken.merge(lock.name(), 1, Integer::sum));
        all.add(Hold.of(request));
      } else {
        request.locks().forEach(lock -> first.putIfAbsent(lock.name(), request.run()));
        waiting.add(request);
      }
    }
    return new LockTable(all, waiting);
  }

  private static boolean isFree(
      Lock lock, String run, Map<String, Integer> taken, Map<String, String> first) {
    return taken.getOrDefault(lock.name(), 0) < lock.limit()
        && first.getOrDefault(lock.name(), run).equals(run);
  }

  public LockView view(String run) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (LockRequest request : queue) {
      if (request.run().equals(run)) {
        request.locks().forEach(lock -> wanted.putIfAbsent(lock.name(), new ArrayList<>()));
      }
    }
    List<Hold> own = new ArrayList<>();
    for (Hold hold : holds) {
      if (hold.run().equals(run)) {
        own.add(hold);
      }
      for (String lock : hold.locks()) {
        List<String> holders = wanted.get(lock);
        if (holders != null) {
          holders.add(hold.holder());
        }
      }
    }
    return new LockView(own, wanted);
  }
}
