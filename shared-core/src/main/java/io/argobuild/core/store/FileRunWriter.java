package io.argobuild.core.store;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the journal of a run, and a snapshot when that has grown. */
final class FileRunWriter implements RunWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FileRunWriter.class);
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][-a-z0-9]{0,39}");

  private final RunFolder folder;
  private final Lease lease;
  private final StoreOptions options;
  private final RunManifest manifest;
  private Workflow workflow;
  private WorkflowStatus status;
  private Map<String, NodeStatus> nodes;
  private long sequence;
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
    this.manifest = run.manifest();
    this.workflow = run.content().workflow();
    this.status = run.content().status();
    this.nodes = new LinkedHashMap<>(run.content().nodes());
    this.sequence = run.sequence();
    this.compactAt = options.compactAfterBytes();
    if (sequence > 0) {
      writeSnapshot(folder.snapshot(), content());
    }
    retireJournal();
    this.journal = new RandomAccessFile(folder.journal().toFile(), "rw");
  }

  @Override
  public synchronized StoredRun run() {
    return new StoredRun(manifest, content(), sequence);
  }

  private StoredRun.Content content() {
    return new StoredRun.Content(
        workflow, status, Collections.unmodifiableMap(new LinkedHashMap<>(nodes)));
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
      write(Journal.line(RunJson.entry(entry, sequence + 1, token())));
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
    apply(entry);
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

  private void apply(JournalEntry entry) {
    sequence++;
    entry.nodes().forEach(node -> nodes.put(node.id(), node));
    if (entry.status() != null) {
      status = entry.status();
    }
    if (entry.spec() != null) {
      workflow = workflow.withSpec(entry.spec().raw());
    }
    if (entry.metadata() != null) {
      workflow = workflow.withMetadata(entry.metadata());
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
    writeSnapshot(folder.snapshot(), content());
    beginJournal();
    compactAt = Math.max(options.compactAfterBytes(), Files.size(folder.snapshot()));
  }

  @Override
  public synchronized void replace(StoredRun.Content content, String label) {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not a label: '" + label + "'");
    }
    checkOpen();
    try {
      lease.check();
      DurableFiles.createPrivateFolder(folder.checkpoints());
      String checkpoint = String.format("%012d-%s.json", sequence, label);
      writeSnapshot(folder.checkpoints().resolve(checkpoint), content());
      sequence++;
      try {
        writeSnapshot(folder.snapshot(), content);
      } catch (IOException e) {
        sequence--;
        throw e;
      }
      workflow = content.workflow();
      status = content.status();
      nodes = new LinkedHashMap<>(content.nodes());
      beginJournal();
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }

  private void writeSnapshot(Path file, StoredRun.Content content) throws IOException {
    long number = sequence;
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
      String name = String.format("%012d-%06d.ndjson", sequence, token());
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
