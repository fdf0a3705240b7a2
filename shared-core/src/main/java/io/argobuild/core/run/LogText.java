package io.argobuild.core.run;

import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads logs as texts. */
final class LogText {
  /** Of {@code outputs.result} (Argo 4.1.2). */
  static final int MAX_RESULT_BYTES = 256 * 1024;

  /** A report is small; more than this is none. */
  private static final int MAX_WHOLE_BYTES = 4 * 1024 * 1024;

  private static final Duration WAIT = Duration.ofSeconds(10);

  private LogText() {}

  /** The end of a log, without its last line end. */
  static String result(Cluster cluster, String pod, String container) {
    return end(cluster, pod, container, MAX_RESULT_BYTES);
  }

  static String whole(Cluster cluster, String pod, String container) {
    return end(cluster, pod, container, MAX_WHOLE_BYTES);
  }

  /** The last lines of what is there now. */
  static List<String> tail(Cluster cluster, String pod, String container, int lines) {
    Deque<String> last = new ArrayDeque<>();
    each(
        cluster,
        pod,
        container,
        line -> {
          if (last.size() == lines) {
            last.removeFirst();
          }
          last.addLast(line);
        });
    return List.copyOf(last);
  }

  private static String end(Cluster cluster, String pod, String container, int maxBytes) {
    StringBuilder text = new StringBuilder();
    each(
        cluster,
        pod,
        container,
        line -> {
          text.append(line).append('\n');
          // A character has at least one byte, so nothing that counts is cut here.
          if (text.length() > 4 * maxBytes) {
            text.delete(0, text.length() - maxBytes);
          }
        });
    text.setLength(Math.max(0, text.length() - 1));
    return lastBytes(text.toString(), maxBytes);
  }

  private static String lastBytes(String text, int maxBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - maxBytes);
    // Not in the middle of a character.
    while (from > 0 && from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  static void each(Cluster cluster, String pod, String container, Consumer<String> lines) {
    try (PodLog log = cluster.log(pod, LogRequest.all(container))) {
      for (PodLog.Item item = log.next(WAIT);
          item instanceof PodLog.Line line;
          item = log.next(WAIT)) {
        lines.accept(line.text());
      }
    }
  }
}
