package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a run. The lock of a file is what counts, as it ends with its process; beside
 * it a file says who has it, with a token that grows, for file systems whose locks can be lost.
 */
final class Lease implements AutoCloseable {
  /**
   * Runs that this JVM holds are system properties with this prefix, as class loaders don't share
   * anything else. Lock files of these must not be opened again: where locks are POSIX's, closing
   * any handle of a file drops the lock of the whole process.
   */
  private static final String HELD = "io.argobuild.core.store.held:";

  private final RunFolder folder;
  private final String held;
  private final RandomAccessFile file;
  private final FileLock lock;
  private final RunOwner owner;

  private Lease(
      RunFolder folder, String held, RandomAccessFile file, FileLock lock, RunOwner owner) {
    this.folder = folder;
    this.held = held;
    this.file = file;
    this.lock = lock;
    this.owner = owner;
  }

  /** Takes the lease of a run, whose folder is there. */
  static Lease take(RunFolder folder, Instant now) throws IOException {
    String held = HELD + folder.path().toRealPath();
    if (System.getProperties().putIfAbsent(held, "true") != null) {
      throw StoreProblems.locked(folder.name(), "this process (" + ThisProcess.PID + ") already");
    }
    RandomAccessFile file = null;
    try {
      file = new RandomAccessFile(folder.lock().toFile(), "rw");
      FileLock lock = lock(file);
      if (lock == null) {
        String other = read(folder).map(RunOwner::toString).orElse("another process");
        throw StoreProblems.locked(folder.name(), other);
      }
      RunOwner owner = RunOwner.here(lastToken(folder) + 1, now);
      write(folder, owner, false);
      return new Lease(folder, held, file, lock, owner);
    } catch (IOException | RuntimeException e) {
      System.getProperties().remove(held);
      closeAfter(file, e);
      throw e;
    }
  }

  private static void closeAfter(@Nullable RandomAccessFile file, Exception failure) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      // Something else in this JVM has locked the file.
      return null;
    }
  }

  RunOwner owner() {
    return owner;
  }

  /** Fails if another writer has taken the run over, although the lock was to prevent it. */
  void check() throws IOException {
    if (!lock.isValid() || lastToken(folder) != owner.token()) {
      String other = read(folder).map(RunOwner::toString).orElse("another process");
      throw StoreProblems.leaseLost(folder.name(), other);
    }
  }

  /** Who drives a run now; empty when nobody does, or the process that did has died. */
  static Optional<RunOwner> owner(RunFolder folder) throws IOException {
    return read(folder).filter(RunOwner::isAlive);
  }

  /** The owner on record, unless it has given the run up. */
  private static Optional<RunOwner> read(RunFolder folder) throws IOException {
    Optional<ObjectNode> json = json(folder).filter(lease -> !Fields.flag(lease, "released"));
    return json.isEmpty() ? Optional.empty() : Optional.of(RunOwner.of(json.get()));
  }

  private static long lastToken(RunFolder folder) throws IOException {
    return json(folder).flatMap(lease -> Fields.number(lease, "token")).orElse(0L);
  }

  private static Optional<ObjectNode> json(RunFolder folder) throws IOException {
    if (!Files.exists(folder.lease())) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunJson.read(DurableFiles.read(folder.lease())));
    } catch (JsonProcessingException e) {
      throw new DamagedException("its lease is no JSON");
    }
  }

  private static void write(RunFolder folder, RunOwner owner, boolean released) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    owner.writeTo(json);
    if (released) {
      json.put("released", true);
    }
    byte[] bytes = RunJson.bytes(json);
    DurableFiles.replace(folder.lease(), out -> out.write(bytes));
  }

  /** Ends the lease while the folder is deleted; nothing is written any more. */
  void abandon() throws IOException {
    try {
      lock.release();
    } finally {
      System.getProperties().remove(held);
      file.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (lastToken(folder) == owner.token()) {
        write(folder, owner, true);
      }
    } finally {
      abandon();
    }
  }
}
