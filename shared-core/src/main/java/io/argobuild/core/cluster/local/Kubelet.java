package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.PodEventQueue;
import io.argobuild.core.cluster.PodSelector;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
  private static final long CLEANING_SECONDS = 10;
  private static final String ALL_PODS = "/";

  private final Path pods;
  private final Path trash;
  private final int parallelPods;
  private final Supervisors supervisors;
  private final ReadinessProbes probes;
  private final FolderWatch folders;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, PodEntry> entries = new HashMap<>();
  private final List<PodEventQueue> watches = new ArrayList<>();
  private final List<ClusterEvent.Notice> notices = new ArrayList<>();
  private final Thread thread;
  private final ExecutorService cleaner = Executors.newSingleThreadExecutor(Kubelet::daemon);
  private long lastOrder;
  private volatile boolean closed;

  Kubelet(LocalClusterOptions options, Supervisors supervisors, ContainerRuntime runtime)
      throws IOException {
    this.pods = options.workDir().resolve("pods");
    this.trash = options.workDir().resolve("trash");
    this.parallelPods = options.parallelPods();
    this.supervisors = supervisors;
    this.probes = new ReadinessProbes(runtime, this::probed);
    this.folders = new FolderWatch(pods);
    this.thread = daemon(this::run);
  }

  /** Adopts the pods there are and begins to look after them. */
  void start() {
    folders.add(ALL_PODS, pods);
    lookAtAll();
    thread.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "argo-local-cluster");
    thread.setDaemon(true);
    return thread;
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
      names.addAll(entries.keySet());
    } finally {
      lock.unlock();
    }
    names.forEach(this::look);
    startWaiting();
  }

  /** Reads one pod anew, from now on or for the last time. */
  void look(String name) {
    lock.lock();
    try {
      PodEntry entry = entries.get(name);
      PodFolder folder = new PodFolder(pods.resolve(name));
      if (entry == null && folder.exists()) {
        entry = new PodEntry(folder);
        entries.put(name, entry);
        folders.add(name, folder.state());
        lastOrder = Math.max(lastOrder, entry.order);
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

  private void refresh(PodEntry entry) throws IOException {
    if (entry.refresh(supervisors)) {
      watches.forEach(watch -> watch.seen(entry.current()));
      changed.signalAll();
    }
    probes.update(entry.folder, entry.current());
    if (entry.isRemovable()) {
      remove(entry);
    }
  }

  private void remove(PodEntry entry) throws IOException {
    Path away = trash.resolve(entry.name() + "-" + UUID.randomUUID());
    Files.move(entry.folder.path(), away, StandardCopyOption.ATOMIC_MOVE);
    forget(entry);
    empty(away);
  }

  private void forget(PodEntry entry) {
    entries.remove(entry.name());
    probes.forget(entry.name());
    watches.forEach(watch -> watch.gone(entry.current()));
    changed.signalAll();
  }

  /** Removes files, aside because it may take long. */
  void empty(Path away) {
    cleaner.execute(
        () -> {
          try {
            FileTree.delete(away);
          } catch (IOException e) {
            LOG.warn("{} can't be removed; remove it by hand", away, e);
          }
        });
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
    } catch (IOException e) {
      LOG.warn("A pod can't be started now", e);
    } finally {
      lock.unlock();
    }
  }

  private List<PodEntry> inOrder() {
    return entries.values().stream().sorted(Comparator.comparingLong(pod -> pod.order)).toList();
  }

  /** A place behind all pods so far. */
  long nextOrder(long now) {
    lock.lock();
    try {
      lastOrder = Math.max(lastOrder + 1, now);
      return lastOrder;
    } finally {
      lock.unlock();
    }
  }

  Optional<ObjectNode> pod(String name) {
    lock.lock();
    try {
      look(name);
      return Optional.ofNullable(entries.get(name)).map(entry -> entry.current().deepCopy());
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
      PodEventQueue watch = new PodEventQueue(selector, pods(selector), this::unwatch);
      notices.forEach(watch::notice);
      watches.add(watch);
      return watch;
    } finally {
      lock.unlock();
    }
  }

  private void unwatch(PodEventQueue watch) {
    lock.lock();
    try {
      watches.remove(watch);
    } finally {
      lock.unlock();
    }
  }

  void notice(ClusterEvent.Notice notice) {
    lock.lock();
    try {
      notices.add(notice);
      watches.forEach(watch -> watch.notice(notice));
    } finally {
      lock.unlock();
    }
  }

  boolean delete(String name, Duration grace, PodFolder.Deletion deletion) {
    lock.lock();
    try {
      PodEntry entry = known(name);
      if (entry == null) {
        return false;
      }
      long since = entry.folder.deletion().orElse(deletion).since().getEpochSecond();
      entry.folder.writeDeletion(
          new PodFolder.Deletion(Instant.ofEpochSecond(since), deletion.graceSeconds()));
      if (entry.isActive()) {
        entry.folder.request(grace, Set.of());
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
    List<PodEventQueue> open;
    lock.lock();
    try {
      open = List.copyOf(watches);
    } finally {
      lock.unlock();
    }
    open.forEach(PodEventQueue::close);
    cleaner.shutdown();
    try {
      folders.close();
      // What was deleted, secrets too, should be gone when we are; the rest goes at the next start.
      if (!cleaner.awaitTermination(CLEANING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} is not empty yet", trash);
      }
    } catch (IOException e) {
      LOG.debug("Closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
