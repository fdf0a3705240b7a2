package io.argobuild.core.cluster.local;

import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.PodLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The log file of a container. Positions are byte offsets; the file stays readable when its pod has
 * been removed.
 */
final class FileLog implements PodLog {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String pod;
  private final Path file;
  private final boolean follow;
  private final BooleanSupplier complete;
  private final Waiting waiting;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable FileChannel channel;
  private long offset;
  private volatile boolean closed;

  /**
   * @param complete whether nothing will be written any more
   * @param waiting how to wait for more
   */
  FileLog(
      String pod,
      Path file,
      long offset,
      boolean follow,
      BooleanSupplier complete,
      Waiting waiting) {
    this.pod = pod;
    this.file = file;
    this.offset = offset;
    this.follow = follow;
    this.complete = complete;
    this.waiting = waiting;
    try {
      open();
    } catch (IOException e) {
      throw ClusterProblems.io(pod, "its log can't be opened", e);
    }
  }

  /** Waits until something may have changed, at most so many nanoseconds; what is left of them. */
  interface Waiting {
    long await(long nanos) throws InterruptedException;
  }

  @Override
  public synchronized Item next(Duration timeout) {
    long nanos = timeout.toNanos();
    try {
      while (true) {
        if (closed) {
          return new End();
        }
        // Asked before reading: what was written before the end is then read after it.
        boolean last = complete.getAsBoolean();
        if (readLine()) {
          return taken();
        }
        if (last && line.size() > 0) {
          return taken();
        }
        if (last || !follow) {
          return new End();
        }
        if (nanos <= 0) {
          return new NothingYet();
        }
        nanos = waiting.await(nanos);
      }
    } catch (IOException e) {
      throw ClusterProblems.io(pod, "its log can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NothingYet();
    }
  }

  private Line taken() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return new Line(text, Long.toString(offset));
  }

  /** Whether a whole line, or as much of one as may come at a time, has been gathered. */
  private boolean readLine() throws IOException {
    while (true) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        offset++;
        if (next == '\n') {
          return true;
        }
        line.write(next);
        if (line.size() >= MAX_LINE_BYTES && atCharacter()) {
          return true;
        }
      }
      FileChannel from = open();
      if (from == null) {
        return false;
      }
      buffer.clear();
      int read = from.read(buffer, offset);
      buffer.flip();
      if (read <= 0) {
        return false;
      }
    }
  }

  /** Whether a line may be cut here: characters have up to four bytes. */
  private boolean atCharacter() {
    return buffer.hasRemaining()
        ? (buffer.get(buffer.position()) & 0xC0) != 0x80
        : line.size() >= MAX_LINE_BYTES + 3;
  }

  private @Nullable FileChannel open() throws IOException {
    if (channel == null) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    return channel;
  }

  @Override
  public void close() {
    closed = true;
    closeFile();
  }

  /** Waits for a reader, who notices soon. */
  private synchronized void closeFile() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw ClusterProblems.io(pod, "its log can't be closed", e);
    }
  }
}
