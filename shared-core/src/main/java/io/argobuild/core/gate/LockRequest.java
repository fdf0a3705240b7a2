package io.argobuild.core.gate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody wants several locks at once; none of them alone is of use.
 *
 * @param holder as Argo writes it: {@code <namespace>/<workflow>}, of a node with {@code /<id>}
 * @param priority of the workflow; higher ones are served first
 * @param createdAt when the workflow was created; of the same priority the oldest is served first
 * @param locks each once
 * @param ticket tells this request from others of the same holder, before and after
 */
public record LockRequest(
    String holder, int priority, Instant createdAt, List<Lock> locks, long ticket) {

  public LockRequest {
    Map<String, Lock> byName = new LinkedHashMap<>();
    locks.forEach(lock -> byName.merge(lock.name(), lock, LockRequest::stricter));
    locks = List.copyOf(byName.values());
  }

  private static Lock stricter(Lock one, Lock other) {
    return other.limit() < one.limit() ? other : one;
  }

  /** Name of the workflow that asks. */
  public String run() {
    return runOf(holder);
  }

  static String runOf(String holder) {
    String[] parts = holder.split("/", 3);
    return parts.length > 1 ? parts[1] : holder;
  }
}
