package io.argobuild.core.store;

import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.VersionedObjects.Versioned;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the head of a run, as long as it is the one that it wrote last. */
final class ConfigMapRunWriter implements RunWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigMapRunWriter.class);

  /** A journal of more bytes is put into a snapshot; all of it is sent with every tick. */
  private static final int MAX_JOURNAL = 64 << 10;

  private final RunObjects objects;
  private final SharedLease lease;
  private final Runnable endOfRenewal;
  private Versioned<Map<String, byte[]>> there;
  private RunHead head;
  private RunState state;
  private long blobs;
  private boolean broken;
  private boolean released;

  /**
   * Goes on with a run.
   *
   * @param there its head, written under this lease
   */
  ConfigMapRunWriter(
      RunObjects objects,
      SharedLease lease,
      Runnable endOfRenewal,
      Versioned<Map<String, byte[]>> there)
      throws IOException {
    this.objects = objects;
    this.lease = lease;
    this.endOfRenewal = endOfRenewal;
    this.there = there;
    this.head = RunHead.of(there.value());
    this.state = new RunState(objects.load(head, true));
  }

  @Override
  public synchronized StoredRun run() {
    return state.run();
  }

  @Override
  public long token() {
    return lease.token();
  }

  @Override
  public synchronized void append(JournalEntry entry) {
    writing(
        () -> {
          byte[] line = Journal.line(RunJson.entry(entry, state.sequence() + 1, token()));
          RunHead next = head.withTick(Compression.compress(out -> out.write(line)));
          RunState after = state;
          if (next.journal().length > MAX_JOURNAL) {
            after = new RunState(state.run());
            after.apply(entry);
            commitSnapshot(after);
          } else {
            commit(next);
            after.apply(entry);
          }
          state = after;
        });
  }

  @Override
  public synchronized void compact() {
    writing(() -> commitSnapshot(state));
  }

  @Override
  public synchronized void replace(StoredRun.Content content, String label) {
    RunState.checkLabel(label);
    writing(
        () -> {
          objects.storeParts(snapshot(state), label(label), there);
          RunState after = new RunState(state.run());
          after.replace(content);
          commitSnapshot(after);
          state = after;
        });
  }

  /** Something that ends with a commit, or with none. */
  @FunctionalInterface
  private interface Write {
    void write() throws IOException;
  }

  private void writing(Write write) {
    if (broken || released) {
      throw StoreProblems.closed(objects.name());
    }
    lease.check();
    try {
      write.write();
    } catch (IOException e) {
      throw StoreProblems.failed(objects.name(), e);
    }
  }

  private byte[] snapshot(RunState of) throws IOException {
    return Compression.compress(
        out -> RunJson.writeSnapshot(out, of.content(), of.sequence(), token()));
  }

  private String label(String kind) {
    blobs++;
    return kind + '.' + token() + '.' + blobs;
  }

  private void commitSnapshot(RunState of) throws IOException {
    RunHead.Blob before = head.snapshot();
    commit(head.withSnapshot(objects.store(snapshot(of), label("snapshot"), there)));
    try {
      objects.delete(before);
    } catch (ProblemException e) {
      // They go with the head.
      LOG.warn("Old parts of run {} stay: {}", objects.name(), e.getMessage());
    }
  }

  private void commit(RunHead next) throws IOException {
    Map<String, byte[]> data = next.data();
    try {
      there = objects.maps().replace(there.with(data)).orElseGet(() -> settle(data));
    } catch (ProblemException e) {
      // Whether it was written is not known: whoever takes the run over reads it.
      broken = true;
      throw e;
    }
    head = next;
  }

  /**
   * Finds out who replaced the version that was known: a request of ours whose answer was lost,
   * something that touched no data, or another driver.
   */
  private Versioned<Map<String, byte[]>> settle(Map<String, byte[]> data) {
    Optional<Versioned<Map<String, byte[]>>> found = objects.maps().read(objects.head());
    if (found.isPresent() && RunHead.isSame(found.get().value(), data)) {
      return found.get();
    }
    return found
        .filter(now -> RunHead.isSame(now.value(), there.value()))
        .flatMap(now -> objects.maps().replace(now.with(data)))
        .orElseThrow(lease::lostTo);
  }

  @Override
  public synchronized void close() {
    if (!released) {
      released = true;
      endOfRenewal.run();
      lease.release();
    }
  }
}
