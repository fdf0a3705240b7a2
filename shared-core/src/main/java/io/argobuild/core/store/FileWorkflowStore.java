package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps each run in a folder of its own, {@code runs/<name>}: {@code manifest.json} with what it
 * was started with, {@code snapshot.json} with a state of it, {@code journal.ndjson} with every
 * tick since. The folder can be entered by its owner only. No file holds what is in a Secret; what
 * users write into parameters themselves is kept as it is.
 */
public final class FileWorkflowStore implements WorkflowStore {
  private final Path runs;
  private final StoreOptions options;
  private final InstantSource clock;

  /**
   * @param workFolder runs are kept below it; made when it is needed
   */
  public FileWorkflowStore(Path workFolder, StoreOptions options, InstantSource clock) {
    this.runs = workFolder.resolve("runs").toAbsolutePath();
    this.options = options;
    this.clock = clock;
  }

  @Override
  public RunWriter create(RunManifest manifest) {
    RunFolder folder = RunFolder.of(runs, manifest.name());
    if (folder.exists()) {
      throw StoreProblems.exists(folder.name());
    }
    try {
      DurableFiles.createPrivateFolder(folder.path());
      return write(folder, () -> begin(folder, manifest));
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }

  private static void begin(RunFolder folder, RunManifest manifest) throws IOException {
    if (folder.exists()) {
      throw StoreProblems.exists(folder.name());
    }
    // A creation or a deletion that was cut off may have left files.
    folder.deleteContent();
    byte[] bytes = RunJson.bytes(RunJson.manifest(manifest));
    DurableFiles.replace(folder.manifest(), out -> out.write(bytes));
  }

  @Override
  public RunWriter open(String name) {
    RunFolder folder = existing(name);
    try {
      return write(folder, () -> {});
    } catch (IOException e) {
      throw StoreProblems.failed(name, e);
    }
  }

  private RunFolder existing(String name) {
    RunFolder folder = RunFolder.of(runs, name);
    if (!folder.exists()) {
      throw StoreProblems.notFound(name);
    }
    return folder;
  }

  /** Something to do once nobody else writes the run. */
  @FunctionalInterface
  private interface Preparation {
    void prepare() throws IOException;
  }

  private RunWriter write(RunFolder folder, Preparation preparation) throws IOException {
    Lease lease = Lease.take(folder, clock.instant());
    try {
      preparation.prepare();
      return new FileRunWriter(folder, lease, options, RunLoader.load(folder));
    } catch (IOException | RuntimeException e) {
      try {
        lease.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public StoredRun read(String name) {
    return RunLoader.load(existing(name));
  }

  @Override
  public List<RunSummary> list() {
    List<RunSummary> found = new ArrayList<>();
    for (RunFolder folder : folders()) {
      summary(folder).ifPresent(found::add);
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
    RunFolder folder = RunFolder.of(runs, name);
    return folder.exists() ? summary(folder) : Optional.empty();
  }

  private List<RunFolder> folders() {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(runs)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(RunFolder::isName)
          .map(name -> RunFolder.of(runs, name))
          .filter(RunFolder::exists)
          .toList();
    } catch (IOException e) {
      throw StoreProblems.failed(runs.toString(), e);
    }
  }

  private static Optional<RunSummary> summary(RunFolder folder) {
    try {
      StoredRun run = RunLoader.loadHead(folder);
      return Optional.of(
          new RunSummary(
              folder.name(),
              run.manifest().createdAt(),
              run.content().status(),
              run.content().workflow().spec(),
              Lease.owner(folder).orElse(null),
              null));
    } catch (ProblemException e) {
      // One run that can't be read must not hide the others; one deleted meanwhile is gone.
      return folder.exists() ? Optional.of(unreadable(folder, e)) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(unreadable(folder, StoreProblems.failed(folder.name(), e)));
    }
  }

  private static RunSummary unreadable(RunFolder folder, ProblemException problem) {
    Instant created = Instant.ofEpochMilli(folder.manifest().toFile().lastModified());
    return new RunSummary(folder.name(), created, null, null, null, problem.problem());
  }

  @Override
  public Optional<String> latest() {
    return list().stream().map(RunSummary::name).findFirst();
  }

  @Override
  public boolean delete(String name) {
    RunFolder folder = RunFolder.of(runs, name);
    if (!Files.isDirectory(folder.path())) {
      return false;
    }
    boolean existed = folder.exists();
    try {
      Lease lease = Lease.take(folder, clock.instant());
      try {
        folder.deleteContent();
      } finally {
        lease.abandon();
      }
      folder.deleteRest();
      return existed;
    } catch (IOException e) {
      throw StoreProblems.failed(name, e);
    }
  }

  /**
   * The ticks of a run in their order, for a replay: since its beginning if the store keeps its
   * history, else since the last compaction.
   */
  public List<JournalEntry> ticks(String name) {
    RunFolder folder = existing(name);
    try {
      return RunHistory.read(folder);
    } catch (JsonProcessingException e) {
      throw StoreProblems.corrupt(name, "it is no JSON: " + e.getOriginalMessage());
    } catch (DamagedException e) {
      throw StoreProblems.corrupt(name, e.what());
    } catch (IOException e) {
      throw StoreProblems.failed(name, e);
    }
  }
}
