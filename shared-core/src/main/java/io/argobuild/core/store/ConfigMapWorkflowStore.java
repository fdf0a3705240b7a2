package io.argobuild.core.store;

import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.VersionedObjects.Versioned;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps runs in a namespace, so that another machine can take them over: each in a ConfigMap {@code
 * argo-build-state-RUN} with its manifest, a snapshot and the ticks since, all compressed, and in
 * further ConfigMaps what is too long for it. A Lease of the same name says who drives the run.
 *
 * <p>A tick is one write of the head, done only to the version that this driver wrote last; whoever
 * takes a run over writes the head first, so that nobody else can any more.
 */
public final class ConfigMapWorkflowStore implements WorkflowStore, AutoCloseable {
  private static final int TRIES = 20;

  private final VersionedObjects<Map<String, byte[]>> maps;
  private final VersionedObjects<LeaseRecord> leases;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(ConfigMapWorkflowStore::thread);

  public ConfigMapWorkflowStore(
      VersionedObjects<Map<String, byte[]>> maps,
      VersionedObjects<LeaseRecord> leases,
      InstantSource clock) {
    this.maps = maps;
    this.leases = leases;
    this.clock = clock;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "argo-lease");
    thread.setDaemon(true);
    return thread;
  }

  private RunObjects objects(String name) {
    if (!RunFolder.isName(name)) {
      throw StoreProblems.unsafeName(name);
    }
    return new RunObjects(name, maps, leases);
  }

  @Override
  public RunWriter create(RunManifest manifest) {
    RunObjects objects = objects(manifest.name());
    if (objects.readHead().isPresent()) {
      throw StoreProblems.exists(manifest.name());
    }
    SharedLease lease = SharedLease.take(objects, 0, clock);
    return writer(objects, lease, () -> begin(objects, manifest, lease));
  }

  /** The head is empty until its parts are there. */
  private static Versioned<Map<String, byte[]>> begin(
      RunObjects objects, RunManifest manifest, SharedLease lease) throws IOException {
    ProblemException exists = StoreProblems.exists(objects.name());
    Versioned<Map<String, byte[]>> empty =
        objects
            .maps()
            .create(objects.head(), Map.of(), null)
            .or(() -> objects.maps().read(objects.head()))
            .filter(there -> !RunHead.isIn(there.value()))
            .orElseThrow(() -> exists);
    byte[] json = RunJson.bytes(RunJson.manifest(manifest));
    RunHead.Blob blob =
        objects.store(
            Compression.compress(out -> out.write(json)), "manifest." + lease.token(), empty);
    RunHead head = new RunHead(lease.token(), blob, RunHead.Blob.NONE, new byte[0]);
    return objects.maps().replace(empty.with(head.data())).orElseThrow(() -> exists);
  }

  @Override
  public RunWriter open(String name) {
    RunObjects objects = objects(name);
    long token = read(objects).token();
    SharedLease lease = SharedLease.take(objects, token, clock);
    return writer(objects, lease, () -> takeOver(objects, lease.token()));
  }

  private static RunHead read(RunObjects objects) {
    Versioned<Map<String, byte[]>> there =
        objects.readHead().orElseThrow(() -> StoreProblems.notFound(objects.name()));
    try {
      return RunHead.of(there.value());
    } catch (IOException e) {
      throw corrupt(objects, e);
    }
  }

  private static ProblemException corrupt(RunObjects objects, IOException e) {
    return StoreProblems.corrupt(
        objects.name(), e instanceof DamagedException damage ? damage.what() : e.toString());
  }

  /** Ends what a driver may still write that does not know of its end. */
  private static Versioned<Map<String, byte[]>> takeOver(RunObjects objects, long token)
      throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Map<String, byte[]>> there =
          objects.readHead().orElseThrow(() -> StoreProblems.notFound(objects.name()));
      RunHead mine = RunHead.of(there.value()).writtenBy(token);
      Optional<Versioned<Map<String, byte[]>>> written =
          objects.maps().replace(there.with(mine.data()));
      if (written.isPresent()) {
        return written.get();
      }
    }
    throw StoreProblems.locked(objects.name(), "somebody who writes all the time");
  }

  /** Makes the head that a writer begins with. */
  @FunctionalInterface
  private interface Beginning {
    Versioned<Map<String, byte[]>> begin() throws IOException;
  }

  private RunWriter writer(RunObjects objects, SharedLease lease, Beginning beginning) {
    long every = SharedLease.RENEWAL.toMillis();
    ScheduledFuture<?> renewal =
        timer.scheduleWithFixedDelay(lease::renewInTime, every, every, TimeUnit.MILLISECONDS);
    try {
      return new ConfigMapRunWriter(objects, lease, () -> renewal.cancel(false), beginning.begin());
    } catch (IOException e) {
      renewal.cancel(false);
      lease.release();
      throw corrupt(objects, e);
    } catch (RuntimeException e) {
      renewal.cancel(false);
      lease.release();
      throw e;
    }
  }

  @Override
  public StoredRun read(String name) {
    return objects(name).load(true);
  }

  @Override
  public List<RunSummary> list() {
    Map<String, LeaseRecord> drivers = new HashMap<>();
    leases.list().forEach(lease -> drivers.put(lease.name(), lease.value()));
    List<RunSummary> found = new ArrayList<>();
    for (Versioned<Map<String, byte[]>> there : maps.list()) {
      Optional<String> run = RunObjects.runOf(there.name());
      if (run.isPresent() && RunHead.isIn(there.value())) {
        summary(objects(run.get()), drivers.get(there.name())).ifPresent(found::add);
      }
    }
    found.sort(
        Comparator.comparing(RunSummary::createdAt).reversed().thenComparing(RunSummary::name));
    return found;
  }

  @Override
  public Optional<RunSummary> find(String name) {
    if (!RunFolder.isName(name)) {
      return Optional.empty();
    }
    RunObjects objects = objects(name);
    return summary(objects, leases.read(objects.head()).map(Versioned::value).orElse(null));
  }

  private Optional<RunSummary> summary(RunObjects objects, @Nullable LeaseRecord driver) {
    RunOwner owner = driver == null || driver.isFree(clock.instant()) ? null : driver.owner();
    try {
      StoredRun run = objects.load(false);
      return Optional.of(
          new RunSummary(
              objects.name(),
              run.manifest().createdAt(),
              run.content().status(),
              run.content().workflow().spec(),
              owner,
              null));
    } catch (ProblemException e) {
      return switch (e.problem().code()) {
        case "RUN_NOT_FOUND" -> Optional.empty();
        case "RUN_CORRUPT" ->
            // One run that can't be read must not hide the others.
            Optional.of(
                new RunSummary(objects.name(), Instant.EPOCH, null, null, null, e.problem()));
        default -> throw e;
      };
    }
  }

  @Override
  public Optional<String> latest() {
    return list().stream().map(RunSummary::name).findFirst();
  }

  @Override
  public boolean delete(String name) {
    RunObjects objects = objects(name);
    Optional<Versioned<Map<String, byte[]>>> there = objects.maps().read(objects.head());
    if (there.isEmpty()) {
      return false;
    }
    SharedLease.take(objects, 0, clock);
    // Its parts go with it.
    objects.maps().delete(objects.head());
    objects.leases().delete(objects.head());
    return RunHead.isIn(there.get().value());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
