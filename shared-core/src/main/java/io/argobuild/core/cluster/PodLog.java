package io.argobuild.core.cluster;

import java.time.Duration;

/** A container's log being read. */
public interface PodLog extends AutoCloseable {

  /** Lines beyond this many bytes come in pieces. */
  int MAX_LINE_BYTES = 1 << 20;

  /** The next line; waits for it when following. */
  Item next(Duration timeout);

  @Override
  void close();

  /** What reading gave. */
  sealed interface Item {}

  /**
   * A line without its end; bytes that are not UTF-8 are replaced.
   *
   * @param position where the next line begins; give it to {@link LogRequest} to go on from there
   *     after a lost connection or a restart, with no line lost or doubled
   */
  record Line(String text, String position) implements Item {}

  /** No line came in time, more may follow. */
  record NothingYet() implements Item {}

  /** That was all: the container has ended, or there is no more and nobody follows. */
  record End() implements Item {}
}
