package io.argobuild.core.store;

import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.VersionedObjects.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to drive a run, for as long as it is renewed. Clocks of drivers may differ by less than
 * its duration; where they differ by more, a run may be taken over too early, and the token, which
 * is part of every write, still keeps the first one from writing.
 */
final class SharedLease {
  static final Duration DURATION = Duration.ofSeconds(30);
  static final Duration RENEWAL = DURATION.dividedBy(3);

  private static final Logger LOG = LoggerFactory.getLogger(SharedLease.class);

  private final RunObjects objects;
  private final InstantSource clock;
  private Versioned<LeaseRecord> held;
  private boolean lost;

  private SharedLease(RunObjects objects, InstantSource clock, Versioned<LeaseRecord> held) {
    this.objects = objects;
    this.clock = clock;
    this.held = held;
  }

  /**
   * Takes the lease, if nobody has it.
   *
   * @param lastToken the highest that was written
   */
  static SharedLease take(RunObjects objects, long lastToken, InstantSource clock) {
    Instant now = clock.instant();
    String name = objects.head();
    Optional<Versioned<LeaseRecord>> found = objects.leases().read(name);
    found.ifPresent(there -> checkFree(objects.name(), there.value(), now));
    long last = Math.max(lastToken, found.map(there -> there.value().token()).orElse(0L));
    LeaseRecord mine = LeaseRecord.of(RunOwner.here(last + 1, now), DURATION);
    Optional<Versioned<LeaseRecord>> taken =
        found.isPresent()
            ? objects.leases().replace(found.get().with(mine))
            : objects.leases().create(name, mine, null);
    return new SharedLease(
        objects, clock, taken.orElseThrow(() -> lockedByOther(objects, "another process")));
  }

  private static void checkFree(String run, LeaseRecord there, Instant now) {
    if (!there.isFree(now)) {
      throw StoreProblems.locked(
          run, there.owner() + ", whose lease runs out at " + there.runsOut() + " if it is dead");
    }
  }

  private static ProblemException lockedByOther(RunObjects objects, String otherwise) {
    String owner =
        objects
            .leases()
            .read(objects.head())
            .map(there -> there.value().owner().toString())
            .orElse(otherwise);
    return StoreProblems.locked(objects.name(), owner);
  }

  long token() {
    return held.value().token();
  }

  /** Renews it if that is due, so that nothing is done under a lease that has run out. */
  synchronized void check() {
    if (lost) {
      throw lostTo();
    }
    if (clock.instant().isAfter(held.value().renewed().plus(RENEWAL.multipliedBy(2)))) {
      renew();
    }
  }

  /** What the timer does; what fails is tried again, by the next write at the latest. */
  synchronized void renewInTime() {
    try {
      if (!lost) {
        renew();
      }
    } catch (ProblemException e) {
      LOG.warn("The lease of run {} was not renewed: {}", objects.name(), e.getMessage());
    }
  }

  private void renew() {
    Optional<Versioned<LeaseRecord>> renewed = replace(held);
    if (renewed.isEmpty()) {
      renewed =
          objects
              .leases()
              .read(objects.head())
              .filter(there -> there.value().isSameAs(held.value()))
              .flatMap(this::replace);
    }
    if (renewed.isEmpty()) {
      lost = true;
      throw lostTo();
    }
    held = renewed.get();
  }

  private Optional<Versioned<LeaseRecord>> replace(Versioned<LeaseRecord> there) {
    return objects.leases().replace(there.with(there.value().renewedAt(clock.instant())));
  }

  ProblemException lostTo() {
    String owner =
        objects
            .leases()
            .read(objects.head())
            .map(there -> there.value().owner().toString())
            .orElse("somebody who has deleted its lease");
    return StoreProblems.leaseLost(objects.name(), owner);
  }

  /** Gives it up, unless somebody else has it by now. */
  synchronized void release() {
    if (!lost) {
      objects.leases().replace(held.with(held.value().released(clock.instant())));
      lost = true;
    }
  }
}
