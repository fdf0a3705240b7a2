package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A subscription to pods. Lost connections are mended inside: whatever changed meanwhile is told
 * afterwards, so no final state and no removal is missed.
 */
public interface PodWatch extends AutoCloseable {

  /** The pods there were when the subscription began, in order of creation. */
  List<ObjectNode> initial();

  /**
   * The next event; waits for it.
   *
   * @return empty when none came in time, or the watch or its cluster was closed
   */
  Optional<ClusterEvent> next(Duration timeout);

  @Override
  void close();
}
