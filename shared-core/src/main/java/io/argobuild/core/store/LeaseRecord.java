package io.argobuild.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Kubernetes Lease says of a run.
 *
 * @param holder process, host and start of the driver; empty when it has given the run up
 * @param token grows with every driver; {@code leaseTransitions}
 * @param duration how long after its last renewal others leave it alone
 */
public record LeaseRecord(
    String holder, long token, Duration duration, Instant acquired, Instant renewed) {
  private static final Pattern HOLDER =
      Pattern.compile("process (\\d{1,18}) on (\\S+), started (\\d{1,15})");

  static LeaseRecord of(RunOwner owner, Duration duration) {
    String holder =
        "process "
            + owner.pid()
            + " on "
            + owner.host()
            + ", started "
            + owner.started().toEpochMilli();
    return new LeaseRecord(holder, owner.token(), duration, owner.since(), owner.since());
  }

  /** Whoever holds it; one that is not ours is taken for a host. */
  RunOwner owner() {
    Matcher ours = HOLDER.matcher(holder);
    return ours.matches()
        ? new RunOwner(
            token,
            Long.parseLong(ours.group(1)),
            ours.group(2),
            Instant.ofEpochMilli(Long.parseLong(ours.group(3))),
            acquired)
        : new RunOwner(token, 0, holder, Instant.EPOCH, acquired);
  }

  Instant runsOut() {
    return renewed.plus(duration);
  }

  /** Whether somebody else may drive: it was given up, has run out, or its process here is dead. */
  boolean isFree(Instant now) {
    return holder.isEmpty() || now.isAfter(runsOut()) || !owner().isAlive();
  }

  boolean isSameAs(LeaseRecord other) {
    return token == other.token && holder.equals(other.holder);
  }

  LeaseRecord renewedAt(Instant now) {
    return new LeaseRecord(holder, token, duration, acquired, now);
  }

  LeaseRecord released(Instant now) {
    return new LeaseRecord("", token, duration, acquired, now);
  }
}
