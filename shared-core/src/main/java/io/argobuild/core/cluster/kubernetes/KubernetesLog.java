package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A container's log. A lost connection is opened again where it broke off; when the container has
 * ended the rest is read once more, as streams may end early.
 */
final class KubernetesLog implements PodLog {
  private static final int QUEUE = 1024;
  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** A stream that is silent for so long may be dead, and nobody told. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final Duration SILENCE_AFTER_END = Duration.ofSeconds(5);

  /** What the reader hands on. */
  private sealed interface Told {}

  private record Read(Line line) implements Told {}

  private record Failed(ProblemException problem) implements Told {}

  private record Over() implements Told {}

  private final LogStreams streams;
  private final boolean follow;
  private final LogLines lines;
  private final BlockingQueue<Told> told = new ArrayBlockingQueue<>(QUEUE);
  private final Future<?> reading;
  private volatile @Nullable InputStream current;
  private volatile long lastByte = System.nanoTime();
  private volatile boolean closed;
  private @Nullable Told last;

  KubernetesLog(LogStreams streams, LogRequest request, LogPlace place, ExecutorService readers) {
    this.streams = streams;
    this.follow = request.follow();
    this.lines = new LogLines(place);
    this.reading = readers.submit(this::read);
  }

  private void read() {
    try {
      Told end;
      try {
        end = follow ? follow() : attempt(this::readOnce);
      } catch (KubernetesClientException e) {
        end = new Failed(ApiProblems.of(e, "log of pod " + streams.pod()));
      } catch (IOException | RuntimeException e) {
        end =
            new Failed(
                ClusterProblems.io(streams.pod(), "its log can't be read", new Exception(e)));
      }
      told.put(end);
    } catch (InterruptedException e) {
      // Closed: nobody listens any more.
      Thread.currentThread().interrupt();
    }
  }

  private Told follow() throws IOException, InterruptedException {
    for (int failures = 0; !closed; ) {
      LogStreams.State state = attempt(streams::state);
      if (state == LogStreams.State.ENDED) {
        return attempt(this::readOnce);
      }
      int before = lines.delivered();
      if (state == LogStreams.State.RUNNING) {
        try (InputStream stream = opened(true)) {
          lines.read(stream, false, this::deliver);
        } catch (IOException e) {
          failures++;
        } catch (KubernetesClientException e) {
          if (!waits(e) && !ApiProblems.isTransient(e) && !ApiProblems.isNotFound(e)) {
            throw e;
          }
          failures++;
        }
      }
      failures = lines.delivered() > before ? 0 : failures;
      TimeUnit.MILLISECONDS.sleep(pause(failures));
    }
    return new Over();
  }

  private static long pause(int failures) {
    long wait = PAUSE.toMillis() << Math.min(failures, 10);
    return Math.min(wait, LONGEST_PAUSE.toMillis());
  }

  /** What there is now. */
  private Told readOnce() throws IOException, InterruptedException {
    try (InputStream stream = opened(false)) {
      lines.read(stream, true, this::deliver);
    } catch (KubernetesClientException e) {
      if (!waits(e) && !ApiProblems.isNotFound(e)) {
        throw e;
      }
    }
    return new Over();
  }

  /** A container that has not begun has no log; the API calls that a bad request. */
  private static boolean waits(KubernetesClientException e) {
    return e.getCode() == 400;
  }

  private InputStream opened(boolean following) throws IOException, InterruptedException {
    InputStream stream = streams.open(lines.place().since(), following);
    lastByte = System.nanoTime();
    current = stream;
    return stream;
  }

  private void deliver(Line line) throws InterruptedException {
    lastByte = System.nanoTime();
    told.put(new Read(line));
  }

  /** Something that may fail for a while. */
  private interface Step<T> {
    T run() throws IOException, InterruptedException;
  }

  private static <T> T attempt(Step<T> step) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return step.run();
      } catch (IOException e) {
        if (failures == ATTEMPTS) {
          throw e;
        }
      } catch (KubernetesClientException e) {
        if (failures == ATTEMPTS || !ApiProblems.isTransient(e)) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(pause(failures));
    }
  }

  @Override
  public Item next(Duration timeout) {
    breakSilence();
    Told next = last != null ? last : poll(timeout);
    if (next == null) {
      return new NothingYet();
    }
    if (next instanceof Read read) {
      return read.line();
    }
    last = next;
    if (next instanceof Failed failed) {
      throw failed.problem();
    }
    return new End();
  }

  private @Nullable Told poll(Duration timeout) {
    try {
      return told.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void breakSilence() {
    InputStream stream = current;
    if (!follow || stream == null || !told.isEmpty()) {
      return;
    }
    Duration silent = Duration.ofNanos(System.nanoTime() - lastByte);
    boolean tooLong =
        silent.compareTo(SILENCE) > 0
            || silent.compareTo(SILENCE_AFTER_END) > 0 && streams.wasSeenToEnd();
    if (tooLong) {
      current = null;
      closeQuietly(stream);
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It was given up anyway; its reader opens another one.
      return;
    }
  }

  @Override
  public void close() {
    closed = true;
    reading.cancel(true);
    InputStream stream = current;
    if (stream != null) {
      closeQuietly(stream);
    }
  }
}
