package io.argobuild.core.engine;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Nodes whose drivers are to run, the deepest first, then in order of arrival. */
final class DriveQueue {
  private final TreeMap<Integer, Map<String, Set<String>>> byDepth =
      new TreeMap<>(Comparator.reverseOrder());

  /**
   * @param id the node to drive; empty for the workflow
   * @param member what of it has changed
   */
  void add(String id, String member, int depth) {
    byDepth
        .computeIfAbsent(depth, d -> new LinkedHashMap<>())
        .computeIfAbsent(id, n -> new LinkedHashSet<>())
        .add(member);
  }

  boolean isEmpty() {
    return byDepth.isEmpty();
  }

  /**
   * @param id the node to drive
   * @param members what of it has changed
   */
  record Turn(String id, Set<String> members) {}

  /** The next turn, or null. */
  @Nullable Turn poll() {
    Map.Entry<Integer, Map<String, Set<String>>> deepest = byDepth.firstEntry();
    if (deepest == null) {
      return null;
    }
    Map.Entry<String, Set<String>> first = deepest.getValue().entrySet().iterator().next();
    Turn turn = new Turn(first.getKey(), first.getValue());
    deepest.getValue().remove(first.getKey());
    if (deepest.getValue().isEmpty()) {
      byDepth.remove(deepest.getKey());
    }
    return turn;
  }
}
