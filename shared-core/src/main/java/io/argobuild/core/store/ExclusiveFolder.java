package io.argobuild.core.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder whose files one thread of one process uses at a time. */
final class ExclusiveFolder {
  private static final String LOCK = "lock";

  private final Path path;

  ExclusiveFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** What is done with the folder. */
  @FunctionalInterface
  interface Section<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /** Waits for its turn, as sections are short. */
  <T extends @Nullable Object> T use(Section<T> section) throws IOException {
    DurableFiles.createPrivateFolder(path);
    // Interned texts are the one thing that all class loaders of a JVM share; and where locks are
    // POSIX's, a second handle of the lock file would drop the lock of the first.
    synchronized (("io.argobuild.core.store.exclusive:" + path.toRealPath()).intern()) {
      try (RandomAccessFile file = new RandomAccessFile(path.resolve(LOCK).toFile(), "rw");
          FileLock lock = file.getChannel().lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock of " + path + " was lost");
        }
        return section.run();
      }
    }
  }
}
