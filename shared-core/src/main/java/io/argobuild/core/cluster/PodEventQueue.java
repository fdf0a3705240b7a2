package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A watch fed by a cluster in this JVM. Never longer than there are pods: of states nobody fetched
 * yet only the last is kept.
 */
public final class PodEventQueue implements PodWatch {
  private final PodSelector selector;
  private final List<ObjectNode> initial;
  private final Consumer<PodEventQueue> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<String, Deque<ClusterEvent>> byPod = new LinkedHashMap<>();
  private final Deque<ClusterEvent> notices = new ArrayDeque<>();
  private boolean closed;

  public PodEventQueue(
      PodSelector selector, List<ObjectNode> initial, Consumer<PodEventQueue> onClose) {
    this.selector = selector;
    this.initial = initial.stream().filter(selector::matches).map(ObjectNode::deepCopy).toList();
    this.onClose = onClose;
  }

  /** Tells a pod's state if it is selected. */
  public void seen(ObjectNode pod) {
    if (selector.matches(pod)) {
      put(Pods.name(pod), new ClusterEvent.PodSeen(pod.deepCopy()));
    }
  }

  /** Tells that a pod is gone if it was selected. */
  public void gone(ObjectNode last) {
    if (selector.matches(last)) {
      put(Pods.name(last), new ClusterEvent.PodGone(Pods.name(last), last.deepCopy()));
    }
  }

  public void notice(ClusterEvent.Notice notice) {
    lock.lock();
    try {
      notices.add(notice);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void put(String pod, ClusterEvent event) {
    lock.lock();
    try {
      Deque<ClusterEvent> waiting = byPod.computeIfAbsent(pod, any -> new ArrayDeque<>());
      if (event instanceof ClusterEvent.PodSeen
          && waiting.peekLast() instanceof ClusterEvent.PodSeen) {
        waiting.removeLast();
      } else if (event instanceof ClusterEvent.PodGone) {
        // The removal carries the last state.
        waiting.clear();
      }
      waiting.add(event);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<ObjectNode> initial() {
    return initial;
  }

  @Override
  public Optional<ClusterEvent> next(Duration timeout) {
    lock.lock();
    try {
      long nanos = timeout.toNanos();
      while (true) {
        Optional<ClusterEvent> event = take();
        if (event.isPresent() || closed || nanos <= 0) {
          return event;
        }
        nanos = arrived.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<ClusterEvent> take() {
    if (!notices.isEmpty()) {
      return Optional.of(notices.remove());
    }
    Iterator<Deque<ClusterEvent>> pods = byPod.values().iterator();
    if (!pods.hasNext()) {
      return Optional.empty();
    }
    Deque<ClusterEvent> waiting = pods.next();
    ClusterEvent event = waiting.remove();
    if (waiting.isEmpty()) {
      pods.remove();
    }
    return Optional.of(event);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    onClose.accept(this);
  }
}
