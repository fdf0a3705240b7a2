package io.argobuild.core.gc;

import java.util.List;

/**
 * Keeps what became of each object, so that a GC that is cut off goes on where it was: planned
 * again from the updated nodes, it is left with what was not done.
 */
@FunctionalInterface
public interface GcRecorder {
  /** Called by one thread at a time, with the states that differ; they are to be made durable. */
  void record(List<GcUpdate> updates);
}
