package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.PodEventQueue;
import io.argobuild.core.cluster.PodSelector;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up with the pods' folders: notices what supervisors recorded, starts pods when their turn
 * comes, removes deleted ones, tells the watches. All state is on disk; what is here can be read
 * from there again.
 */
final class Kubelet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final long FULL_LOOK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String ALL_PODS = "/";

  private final Path pods;
  private final int parallelPods;
  private final Supervisors supervisors;
  private final Broadcast broadcast;
  private final Trash trash;
  private final ReadinessProbes probes;
  private final FolderWatch folders;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, PodEntry> entries = new HashMap<>();
  private final Thread thread;
  private long lastOrder;
  private boolean startFailed;
  private volatile boolean closed;

  Kubelet(
      LocalClusterOptions options,
      Supervisors supervisors,
      ContainerRuntime runtime,
      Broadcast broadcast,
      Trash trash)
      throws IOException {
    this.pods = options.workDir().resolve("pods");
    this.parallelPods = options.parallelPods();
    this.supervisors = supervisors;
    this.broadcast = broadcast;
    this.trash = trash;
    this.probes = new ReadinessProbes(runtime, this::probed);
    this.folders = new FolderWatch(pods);
    this.thread = new Thread(this::run, "argo-local-cluster");
    thread.setDaemon(true);
  }

  /** Adopts the pods there are and begins to look after them. */
  void start() {
    folders.add(ALL_PODS, pods);
    lookAtAll();
    thread.start();
  }

  private void run() {
    long lastLook = System.nanoTime();
    while (!closed) {
      try {
        Set<String> names = folders.poll(PATIENCE);
        boolean all = names.remove(ALL_PODS);
        if (all || System.nanoTime() - lastLook > FULL_LOOK_NANOS) {
          lookAtAll();
          lastLook = System.nanoTime();
        }
        names.forEach(this::look);
        startWaiting();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // A fault in one round must not leave the pods unattended.
        LOG.warn("The local cluster goes on after a fault", e);
      }
    }
  }

  /** Finds pods of other JVMs too, and those that they removed. */
  private void lookAtAll() {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> there = Files.newDirectoryStream(pods)) {
      there.forEach(path -> names.add(String.valueOf(path.getFileName())));
    } catch (IOException e) {
      LOG.warn("The folder of pods {} can't be listed", pods, e);
      return;
    }
    lock.lock();
    try {
      // Nothing happens to ended pods but their deletion, which ends with their folder.
      entries.values().stream()
          .filter(pod -> pod.hasEnded() && !pod.folder.isDeleted())
          .forEach(pod -> names.remove(pod.name()));
      entries.values().stream()
          .filter(pod -> !pod.folder.exists())
          .forEach(pod -> names.add(pod.name()));
    } finally {
      lock.unlock();
    }
    names.forEach(this::look);
    startWaiting();
  }

  /** Reads one pod anew, or notices that it is new or gone. */
  void look(String name) {
    lock.lock();
    try {
      PodFolder folder = new PodFolder(pods.resolve(name));
      PodEntry entry = entries.get(name);
      if (entry == null && folder.exists()) {
        entry = adopt(folder);
      }
      if (entry != null && !folder.exists()) {
        forget(entry);
      } else if (entry != null) {
        refresh(entry);
      }
    } catch (IOException e) {
      LOG.warn("Pod {} can't be read now", name, e);
    } finally {
      lock.unlock();
    }
  }

  private PodEntry adopt(PodFolder folder) throws IOException {
    PodEntry entry = new PodEntry(folder);
    entries.put(entry.name(), entry);
    folders.add(entry.name(), folder.state());
    lastOrder = Math.max(lastOrder, entry.order);
    return entry;
  }

  private void refresh(PodEntry entry) throws IOException {
    if (entry.refresh(supervisors)) {
      broadcast.seen(entry.current());
      changed.signalAll();
    }
    probes.update(entry.folder, entry.current());
    if (entry.isRemovable()) {
      trash.put(entry.folder.path());
      forget(entry);
    }
  }

  private void forget(PodEntry entry) {
    entries.remove(entry.name());
    probes.forget(entry.name());
    broadcast.gone(entry.current());
    changed.signalAll();
  }

  private void probed(String pod, String container, boolean ready) {
    lock.lock();
    try {
      PodEntry entry = entries.get(pod);
      if (entry != null) {
        entry.ready(container, ready);
        look(pod);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Starts what may start, in order of creation. */
  void startWaiting() {
    lock.lock();
    try {
      long running =
          entries.values().stream().filter(pod -> pod.isActive() && !pod.isDaemon()).count();
      for (PodEntry entry : inOrder()) {
        boolean free = entry.isDaemon() || running < parallelPods;
        if (entry.isWaiting() && free && !closed) {
          entry.launched(supervisors.launch(entry.folder));
          running += entry.isDaemon() ? 0 : 1;
        }
      }
      startFailed = false;
    } catch (IOException e) {
      // Tried again and again: told once.
      if (!startFailed) {
        LOG.warn("A pod can't be started now", e);
      }
      startFailed = true;
    } finally {
      lock.unlock();
    }
  }

  private List<PodEntry> inOrder() {
    return entries.values().stream().sorted(Comparator.comparingLong(pod -> pod.order)).toList();
  }

  /** A place behind all pods so far, and by the time where JVMs share the folder. */
  long nextOrder(long micros) {
    lock.lock();
    try {
      lastOrder = Math.max(lastOrder + 1, micros);
      return lastOrder;
    } finally {
      lock.unlock();
    }
  }

  Optional<ObjectNode> pod(String name) {
    lock.lock();
    try {
      return Optional.ofNullable(known(name)).map(entry -> entry.current().deepCopy());
    } finally {
      lock.unlock();
    }
  }

  List<ObjectNode> pods(PodSelector selector) {
    lock.lock();
    try {
      return inOrder().stream()
          .map(PodEntry::current)
          .filter(selector::matches)
          .map(ObjectNode::deepCopy)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  PodEventQueue watch(PodSelector selector) {
    lock.lock();
    try {
      return broadcast.add(selector, pods(selector));
    } finally {
      lock.unlock();
    }
  }

  boolean delete(String name, Duration grace, Instant now) {
    lock.lock();
    try {
      PodEntry entry = known(name);
      if (entry == null) {
        return false;
      }
      PodFolder folder = entry.folder;
      Instant since = folder.deletion().map(PodFolder.Deletion::since).orElse(now);
      folder.writeDeletion(new PodFolder.Deletion(since, grace.toSeconds()));
      if (entry.isActive()) {
        folder.request(grace, Set.of());
      }
      refresh(entry);
      return true;
    } catch (IOException e) {
      throw ClusterProblems.io(name, "it can't be deleted", e);
    } finally {
      lock.unlock();
    }
  }

  void terminate(String name, Set<String> containers, Duration grace, Instant now) {
    lock.lock();
    try {
      PodEntry entry = known(name);
      if (entry == null || entry.hasEnded()) {
        return;
      }
      if (entry.isWaiting() && containers.isEmpty()) {
        entry.folder.writeEnd("never-started", now);
      } else {
        entry.folder.request(grace, containers);
      }
      refresh(entry);
    } catch (IOException e) {
      throw ClusterProblems.io(name, "it can't be terminated", e);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable PodEntry known(String name) {
    look(name);
    return entries.get(name);
  }

  /** Waits for any change of any pod, briefly in any case; what is left of the nanoseconds. */
  long await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long most = Math.min(nanos, PATIENCE.toNanos());
      long left = changed.awaitNanos(most);
      return nanos - most + Math.max(0, left);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    probes.close();
    try {
      folders.close();
    } catch (IOException e) {
      LOG.debug("Closing", e);
    }
  }
}
