package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.cluster.PodLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Takes a log with times apart into lines and remembers where it is, so that another stream of the
 * same log goes on there. Used by one thread.
 */
final class LogLines {
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)");
  private static final int LONGEST_TIME = 40;
  private static final int BUFFER = 16 * 1024;

  private LogPlace place;
  private int delivered;

  LogLines(LogPlace place) {
    this.place = place;
  }

  LogPlace place() {
    return place;
  }

  /** How many lines there were so far. */
  int delivered() {
    return delivered;
  }

  /** Takes a line. */
  interface Sink {
    void take(PodLog.Line line) throws InterruptedException;
  }

  /** One stream, from its beginning on. */
  private final class Pass {
    private final LogPlace from = place;
    private final Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String time = "";
    private int nth;
    private boolean begun;

    private Pass(Sink sink) {
      this.sink = sink;
    }

    private void add(byte[] bytes, int length) throws InterruptedException {
      int start = 0;
      for (int i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
          line.write(bytes, start, i - start);
          start = i + 1;
          end();
          begun = false;
        } else if (line.size() + i - start >= PodLog.MAX_LINE_BYTES) {
          line.write(bytes, start, i - start);
          start = i;
          end();
          begun = true;
        }
      }
      line.write(bytes, start, length - start);
    }

    /** A line, or a piece of one that is too long. */
    private void end() throws InterruptedException {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      int blank = begun ? -1 : text.indexOf(' ');
      String own = blank > 0 && blank < LONGEST_TIME ? text.substring(0, blank) : "";
      if (TIME.matcher(own).matches()) {
        text = text.substring(blank + 1);
        nth = own.equals(time) ? nth + 1 : 1;
        time = own;
      } else {
        // A piece, or words of the kubelet itself: they belong to what was before.
        nth++;
      }
      if (time.isEmpty()) {
        sink.take(new PodLog.Line(text, place.text()));
        delivered++;
      } else if (!from.covers(time, nth)) {
        place = new LogPlace(time, nth);
        sink.take(new PodLog.Line(text, place.text()));
        delivered++;
      }
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param complete whether a last line without an end is one; else the stream may have broken off
   */
  void read(InputStream stream, boolean complete, Sink sink)
      throws IOException, InterruptedException {
    Pass pass = new Pass(sink);
    byte[] buffer = new byte[BUFFER];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      pass.add(buffer, count);
    }
    if (complete && pass.line.size() > 0) {
      pass.end();
    }
  }
}
