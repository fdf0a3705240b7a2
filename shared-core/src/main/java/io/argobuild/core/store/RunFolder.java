package io.argobuild.core.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run.
 *
 * @param name of the run
 * @param path its folder, whether it is there or not
 */
record RunFolder(String name, Path path) {
  /** A DNS subdomain, as Kubernetes wants it; no name of it can leave the folder of the runs. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  static RunFolder of(Path runs, String name) {
    if (!isName(name)) {
      throw StoreProblems.unsafeName(name);
    }
    return new RunFolder(name, runs.resolve(name));
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.contains("..");
  }

  Path manifest() {
    return path.resolve("manifest.json");
  }

  Path snapshot() {
    return path.resolve("snapshot.json");
  }

  Path journal() {
    return path.resolve("journal.ndjson");
  }

  /** Locked by the writer; never opened for anything else. */
  Path lock() {
    return path.resolve("lock");
  }

  Path lease() {
    return path.resolve("lease.json");
  }

  Path history() {
    return path.resolve("history");
  }

  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** A run is there from the moment its manifest is. */
  boolean exists() {
    return Files.isRegularFile(manifest());
  }

  /** Deletes all but the lease, which the caller has; the manifest first: then the run is gone. */
  void deleteContent() throws IOException {
    if (Files.deleteIfExists(manifest())) {
      DurableFiles.sync(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry : entries.toList()) {
        if (!entry.equals(lock()) && !entry.equals(lease())) {
          deleteTree(entry);
        }
      }
    }
  }

  /** Deletes the lease and the folder, unless somebody has begun a new run in it meanwhile. */
  void deleteRest() throws IOException {
    if (exists()) {
      return;
    }
    Files.deleteIfExists(lease());
    Files.deleteIfExists(lock());
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      // The new run's.
      return;
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
