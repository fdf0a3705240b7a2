package io.argobuild.core.cluster.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes folders away at once and removes them when there is time. */
final class Trash implements AutoCloseable {
  /** Prefix of folders that are being made and not thrown away. */
  static final String NEW = "new-";

  private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
  private static final Duration MAKING_TAKES = Duration.ofHours(1);
  private static final long CLEANING_SECONDS = 10;

  private final Path folder;
  private final ExecutorService cleaner =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "argo-local-cleaner");
            thread.setDaemon(true);
            return thread;
          });

  Trash(Path folder) {
    this.folder = folder;
  }

  void put(Path tree) throws IOException {
    Path away = folder.resolve(tree.getFileName() + "-" + UUID.randomUUID());
    Files.move(tree, away, StandardCopyOption.ATOMIC_MOVE);
    remove(away);
  }

  /** Removes what JVMs that were killed left; what others are making now is young. */
  void empty(Instant now) throws IOException {
    Instant old = now.minus(MAKING_TAKES);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path path : left) {
        boolean thrownAway = !String.valueOf(path.getFileName()).startsWith(NEW);
        if (thrownAway || isOlder(path, old)) {
          remove(path);
        }
      }
    }
  }

  /** What others have taken away by now is nobody's business any more. */
  private static boolean isOlder(Path path, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void remove(Path tree) {
    cleaner.execute(
        () -> {
          try {
            FileTree.delete(tree);
          } catch (IOException e) {
            LOG.warn("{} can't be removed; remove it by hand", tree, e);
          }
        });
  }

  /** Waits a while: what was deleted, secrets too, should be gone when the JVM is. */
  @Override
  public void close() {
    cleaner.shutdown();
    try {
      if (!cleaner.awaitTermination(CLEANING_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("{} is not empty yet; the next start goes on with it", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
