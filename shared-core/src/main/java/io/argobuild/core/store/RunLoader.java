package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a run from its manifest, its snapshot and its journal. */
final class RunLoader {
  /** More compactions than this while a reader reads twice would be a fault of its own. */
  private static final int READS = 20;

  private RunLoader() {}

  /** Reads a run while its writer may go on writing. */
  static StoredRun load(RunFolder folder) {
    return load(folder, true);
  }

  /** As {@link #load(RunFolder)}, without the nodes, which is quicker. */
  static StoredRun loadHead(RunFolder folder) {
    return load(folder, false);
  }

  private static StoredRun load(RunFolder folder, boolean withNodes) {
    if (!folder.exists()) {
      throw StoreProblems.notFound(folder.name());
    }
    try {
      RunManifest manifest = RunJson.manifest(RunJson.read(DurableFiles.read(folder.manifest())));
      return load(folder, manifest, withNodes);
    } catch (JsonProcessingException e) {
      throw StoreProblems.corrupt(folder.name(), "it is no JSON: " + e.getOriginalMessage());
    } catch (DamagedException e) {
      throw StoreProblems.corrupt(folder.name(), e.what());
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }

  private static StoredRun load(RunFolder folder, RunManifest manifest, boolean withNodes)
      throws IOException {
    for (int read = 1; ; read++) {
      Object before = identity(folder.snapshot());
      try {
        StoredRun loaded = assemble(folder, new RunAssembly(manifest, withNodes));
        if (identity(folder.snapshot()).equals(before)) {
          return loaded;
        }
      } catch (IOException e) {
        if (identity(folder.snapshot()).equals(before) || read == READS) {
          throw e;
        }
      }
      // The journal was compacted meanwhile: what was read of it may belong to the new snapshot.
      if (read == READS) {
        throw new DamagedException("its snapshot changes all the time");
      }
    }
  }

  private static Object identity(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "none";
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
  }

  private static StoredRun assemble(RunFolder folder, RunAssembly run) throws IOException {
    if (Files.exists(folder.snapshot())) {
      try (InputStream in = DurableFiles.open(folder.snapshot())) {
        run.readSnapshot(in);
      }
    }
    if (Files.exists(folder.journal())) {
      try (InputStream in = DurableFiles.open(folder.journal())) {
        Journal.read(in, run::take);
      }
    }
    return run.run();
  }
}
