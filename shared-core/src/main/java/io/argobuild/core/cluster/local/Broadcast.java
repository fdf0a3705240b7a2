package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.PodEventQueue;
import io.argobuild.core.cluster.PodSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The watches of a cluster. */
final class Broadcast implements AutoCloseable {
  private final List<PodEventQueue> watches = new CopyOnWriteArrayList<>();
  private final List<ClusterEvent.Notice> notices = new ArrayList<>();

  /** A new watch; it is told the notices there were. */
  synchronized PodEventQueue add(PodSelector selector, List<ObjectNode> pods) {
    PodEventQueue watch = new PodEventQueue(selector, pods, watches::remove);
    notices.forEach(watch::notice);
    watches.add(watch);
    return watch;
  }

  synchronized void notice(ClusterEvent.Notice notice) {
    notices.add(notice);
    watches.forEach(watch -> watch.notice(notice));
  }

  void seen(ObjectNode pod) {
    watches.forEach(watch -> watch.seen(pod));
  }

  void gone(ObjectNode last) {
    watches.forEach(watch -> watch.gone(last));
  }

  @Override
  public void close() {
    watches.forEach(PodEventQueue::close);
  }
}
