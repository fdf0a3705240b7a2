package io.argobuild.core.gate;

import java.util.List;
import java.util.Map;

/**
 * What one run sees of a table of locks.
 *
 * @param holds what it has, in the order in which it got it
 * @param holders who has the locks that it waits for, by their name
 */
public record LockView(List<LockTable.Hold> holds, Map<String, List<String>> holders) {
  public LockView {
    holds = List.copyOf(holds);
    holders = Map.copyOf(holders);
  }

  /** Its holders that have all that they asked for. */
  public List<String> granted() {
    return holds.stream().map(LockTable.Hold::holder).toList();
  }
}
