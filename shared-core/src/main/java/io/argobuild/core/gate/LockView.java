package io.argobuild.core.gate;

import java.util.List;
import java.util.Map;

/**
 * What one run sees of a table of locks.
 *
 * @param granted its holders that have all their locks, in the order in which they got them
 * @param holders who has the locks that it waits for, by their name
 */
public record LockView(List<String> granted, Map<String, List<String>> holders) {
  public LockView {
    granted = List.copyOf(granted);
    holders = Map.copyOf(holders);
  }
}
