package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.cluster.ClusterProblems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in a log: behind so many lines of a time. The API can go on from a second only, so what
 * was read of it is counted and left out.
 *
 * @param time as the log has it; empty at the beginning
 * @param lines of that very time that were read
 */
record LogPlace(String time, int lines) {
  static final LogPlace START = new LogPlace("", 0);

  /** Reads what {@link #text} wrote. */
  static LogPlace parse(String pod, String text) {
    if (text.isEmpty()) {
      return START;
    }
    int slash = text.indexOf('/');
    try {
      if (slash > 0) {
        Instant.parse(text.substring(0, slash));
        return new LogPlace(
            text.substring(0, slash), Integer.parseUnsignedInt(text.substring(slash + 1)));
      }
    } catch (DateTimeException | NumberFormatException e) {
      // Said below.
      return refused(pod, text);
    }
    return refused(pod, text);
  }

  private static LogPlace refused(String pod, String text) {
    throw ClusterProblems.configuration(
        ClusterProblems.LOG_POSITION_INVALID,
        pod,
        "'" + text + "' is no position in a log of this cluster",
        "Read it from the beginning");
  }

  String text() {
    return time.isEmpty() ? "" : time + '/' + lines;
  }

  /** The second to ask the API for; empty for everything. */
  String since() {
    return time.isEmpty() ? "" : Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Whether a line is before this place, or is it and was read. */
  boolean covers(String lineTime, int nth) {
    if (time.isEmpty()) {
      return false;
    }
    int order = lineTime.equals(time) ? 0 : Instant.parse(lineTime).compareTo(Instant.parse(time));
    return order < 0 || order == 0 && nth <= lines;
  }
}
