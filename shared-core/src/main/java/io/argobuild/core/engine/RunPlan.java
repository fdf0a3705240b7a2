package io.argobuild.core.engine;

import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What the reconciler has worked out so far: one frame for each node that isn't done, and when to
 * look at nodes again. Derived from manifest and nodes, so it is never stored.
 */
public record RunPlan(PMap<String, Object> frames, PMap<String, Instant> timers) {
  public static final RunPlan EMPTY = new RunPlan(HashTreePMap.empty(), HashTreePMap.empty());
}
