package io.argobuild.core.run;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.JournalEntry;
import io.argobuild.core.store.RunManifest;
import io.argobuild.core.store.RunSummary;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoredRun;
import io.argobuild.core.store.WorkflowStore;
import java.util.List;
import java.util.Optional;

/**
 * A store with room for some entries only.
 *
 * @param room entries that a writer takes
 */
record FullStore(WorkflowStore real, int room) implements WorkflowStore {

  @Override
  public RunWriter create(RunManifest manifest) {
    return new Writer(real.create(manifest));
  }

  @Override
  public RunWriter open(String name) {
    return new Writer(real.open(name));
  }

  @Override
  public StoredRun read(String name) {
    return real.read(name);
  }

  @Override
  public List<RunSummary> list() {
    return real.list();
  }

  @Override
  public Optional<String> latest() {
    return real.latest();
  }

  @Override
  public boolean delete(String name) {
    return real.delete(name);
  }

  private final class Writer implements RunWriter {
    private final RunWriter writer;
    private int entries;

    private Writer(RunWriter writer) {
      this.writer = writer;
    }

    @Override
    public StoredRun run() {
      return writer.run();
    }

    @Override
    public long token() {
      return writer.token();
    }

    @Override
    public void append(JournalEntry entry) {
      entries++;
      if (entries > room) {
        throw new ProblemException(
            new Problem(
                "RUN_STORE_FULL",
                ProblemClass.CONFIGURATION,
                "no space left",
                Place.NOWHERE,
                "Make room"));
      }
      writer.append(entry);
    }

    @Override
    public void replace(StoredRun.Content content, String label) {
      writer.replace(content, label);
    }

    @Override
    public void compact() {
      writer.compact();
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
