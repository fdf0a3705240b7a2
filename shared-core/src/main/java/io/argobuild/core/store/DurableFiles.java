package io.argobuild.core.store;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Files that are there as a whole, or not at all, also after a crash. None of this is cut short by
 * an interruption of the thread: streams of {@code java.io} are used, as channels would be closed.
 */
final class DurableFiles {
  private static final int BUFFER = 1 << 16;

  private DurableFiles() {}

  /** Writes a file's content. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Replaces a file; durable when this returns. */
  static void replace(Path file, Content content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      OutputStream buffered = new BufferedOutputStream(out, BUFFER);
      content.writeTo(buffered);
      buffered.flush();
      out.getFD().sync();
    }
    move(next, file);
  }

  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(Objects.requireNonNull(to.getParent()));
  }

  /** Makes the entries of a folder durable. */
  static void sync(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      // Folders can't be opened there, and their entries are journaled.
      return;
    }
    boolean interrupted = false;
    while (true) {
      interrupted |= Thread.interrupted();
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
        break;
      } catch (ClosedByInterruptException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static InputStream open(Path file) throws IOException {
    return new FileInputStream(file.toFile());
  }

  static byte[] read(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  /** Makes a folder, with those above it, that only its owner can look into. */
  static void createPrivateFolder(Path folder) throws IOException {
    Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
    Files.createDirectories(parent);
    if (!Files.isDirectory(folder)) {
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
      sync(parent);
    }
  }
}
