package io.argobuild.core.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the journal of a run, and a snapshot when that has grown. */
final class FileRunWriter implements RunWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FileRunWriter.class);

  private final RunFolder folder;
  private final Lease lease;
  private final StoreOptions options;
  private final RunState state;
  private RandomAccessFile journal;
  private long journalLength;
  private long compactAt;
  private boolean broken;
  private boolean released;

  /**
   * Begins, or goes on. Of a run that was there a snapshot is taken and the journal begun anew:
   * whoever had the lease before, and does not know that it is lost, writes into the old one, which
   * nobody reads any more.
   */
  FileRunWriter(RunFolder folder, Lease lease, StoreOptions options, StoredRun run)
      throws IOException {
    this.folder = folder;
    this.lease = lease;
    this.options = options;
    this.state = new RunState(run);
    this.compactAt = options.compactAfterBytes();
    if (state.sequence() > 0) {
      writeSnapshot(folder.snapshot(), state.content(), state.sequence());
    }
    retireJournal();
    this.journal = new RandomAccessFile(folder.journal().toFile(), "rw");
  }

  @Override
  public synchronized StoredRun run() {
    return state.run();
  }

  @Override
  public long token() {
    return lease.owner().token();
  }

  @Override
  public synchronized void append(JournalEntry entry) {
    checkOpen();
    try {
      lease.check();
      write(Journal.line(RunJson.entry(entry, state.sequence() + 1, token())));
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
    state.apply(entry);
    if (journalLength > compactAt) {
      compactWhenPossible();
    }
  }

  private void write(byte[] line) throws IOException {
    try {
      journal.seek(journalLength);
      journal.write(line);
      journal.getFD().sync();
    } catch (IOException e) {
      cutTo(journalLength, e);
      throw e;
    }
    journalLength += line.length;
  }

  /** Takes away what may have been written of a tick that failed; the next one is to follow. */
  private void cutTo(long length, IOException why) {
    try {
      journal.setLength(length);
      journal.getFD().sync();
    } catch (IOException e) {
      broken = true;
      why.addSuppressed(e);
    }
  }

  private void compactWhenPossible() {
    try {
      compactNow();
    } catch (IOException e) {
      // The tick itself is safe; a journal that grows on is no reason to fail.
      compactAt = 2 * journalLength;
      LOG.warn("The journal of run {} could not be compacted", folder.name(), e);
    }
  }

  @Override
  public synchronized void compact() {
    checkOpen();
    try {
      lease.check();
      compactNow();
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }

  private void compactNow() throws IOException {
    writeSnapshot(folder.snapshot(), state.content(), state.sequence());
    beginJournal();
    compactAt = Math.max(options.compactAfterBytes(), Files.size(folder.snapshot()));
  }

  @Override
  public synchronized void replace(StoredRun.Content content, String label) {
    RunState.checkLabel(label);
    checkOpen();
    try {
      lease.check();
      DurableFiles.createPrivateFolder(folder.checkpoints());
      String checkpoint = String.format("%012d-%s.json", state.sequence(), label);
      writeSnapshot(folder.checkpoints().resolve(checkpoint), state.content(), state.sequence());
      writeSnapshot(folder.snapshot(), content, state.sequence() + 1);
      state.replace(content);
      beginJournal();
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }

  private void writeSnapshot(Path file, StoredRun.Content content, long number) throws IOException {
    DurableFiles.replace(file, out -> RunJson.writeSnapshot(out, content, number, token()));
  }

  private void beginJournal() throws IOException {
    journal.close();
    try {
      retireJournal();
    } finally {
      journal = new RandomAccessFile(folder.journal().toFile(), "rw");
      journalLength = journal.length();
    }
  }

  /** Puts an empty journal in the place of the present one, all of which is in the snapshot. */
  private void retireJournal() throws IOException {
    if (options.keepHistory() && Files.exists(folder.journal())) {
      DurableFiles.createPrivateFolder(folder.history());
      String name = String.format("%012d-%06d.ndjson", state.sequence(), token());
      DurableFiles.move(folder.journal(), folder.history().resolve(name));
    }
    DurableFiles.replace(folder.journal(), out -> {});
  }

  private void checkOpen() {
    if (broken || released) {
      throw StoreProblems.closed(folder.name());
    }
  }

  @Override
  public synchronized void close() {
    if (released) {
      return;
    }
    released = true;
    try (lease) {
      journal.close();
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }
}
