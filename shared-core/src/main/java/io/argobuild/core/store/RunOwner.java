package io.argobuild.core.store;

import java.time.Instant;

/**
 * Who drives a run.
 *
 * @param token grows with every owner
 * @param pid of the process, on its host
 * @param since when it took the run over
 */
public record RunOwner(long token, long pid, String host, Instant since) {
  @Override
  public String toString() {
    return "process " + pid + " on " + host + " (since " + since + ")";
  }
}
