package io.argobuild.core.expression.golang;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Time}. */
public record GoTime(Instant instant, GoLocation location) implements GoValue {
  /** The first of January of the year 1. */
  public static final GoTime ZERO =
      new GoTime(Instant.ofEpochSecond(-62135596800L), GoLocation.UTC);

  private static final String PRINTED = "2006-01-02 15:04:05.999999999 -0700 MST";
  private static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  @Override
  public GoType type() {
    return GoType.TIME;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return TimeMethods.bind(this, name);
  }

  /** The clock and calendar in this time's zone. */
  OffsetDateTime local() {
    return instant.atOffset(ZoneOffset.ofTotalSeconds(location.offset(instant)));
  }

  public GoTime in(GoLocation other) {
    return new GoTime(instant, other);
  }

  /** {@code t.Add(d)}. */
  public GoTime plus(long nanos) {
    try {
      return new GoTime(instant.plusNanos(nanos), location);
    } catch (DateTimeException e) {
      throw new GoError("time out of range");
    }
  }

  /** {@code t.Sub(other)}, which stops at the largest durations. */
  public GoDuration minus(GoTime other) {
    BigInteger nanos = nanos().subtract(other.nanos());
    if (nanos.bitLength() > 63) {
      return new GoDuration(nanos.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
    }
    return new GoDuration(nanos.longValue());
  }

  private BigInteger nanos() {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(NANOS)
        .add(BigInteger.valueOf(instant.getNano()));
  }

  /** Nanoseconds since 1970, wrapping as Go's do. */
  long unixNano() {
    return nanos().longValue();
  }

  /** {@code t.AddDate}: what overflows a month runs into the next. */
  GoTime addDate(long years, long months, long days) {
    OffsetDateTime now = local();
    try {
      OffsetDateTime first =
          now.withDayOfMonth(1).plusYears(years).plusMonths(months).plusDays(days);
      LocalDateTime moved = first.toLocalDateTime().plusDays(now.getDayOfMonth() - 1L);
      return of(moved, location);
    } catch (DateTimeException e) {
      throw new GoError("time out of range");
    }
  }

  /** That clock and calendar in a zone; {@code time.Date}. */
  static GoTime of(LocalDateTime local, GoLocation location) {
    return new GoTime(local.atZone(location.zone()).toInstant(), location);
  }

  /** Rest of the division by {@code unit} since the zero time. */
  private long rest(long unit) {
    return nanos().subtract(ZERO.nanos()).mod(BigInteger.valueOf(unit)).longValue();
  }

  GoTime truncate(long unit) {
    return unit <= 0 ? this : plus(-rest(unit));
  }

  GoTime round(long unit) {
    if (unit <= 0) {
      return this;
    }
    long rest = rest(unit);
    return rest < unit - rest ? plus(-rest) : plus(unit - rest);
  }

  public String format(String layout) {
    return GoTimeLayout.format(this, layout);
  }

  /** As {@code MarshalJSON} writes it, without the quotes. */
  String toJson() {
    int year = local().getYear();
    if (year < 0 || year > 9999) {
      throw new GoError(
          "json: error calling MarshalJSON for type time.Time: Time.MarshalJSON: year outside of"
              + " range [0,9999]");
    }
    return format(RFC3339_NANO);
  }

  /** How long after the Unix epoch. */
  Duration sinceEpoch() {
    return Duration.between(Instant.EPOCH, instant);
  }

  @Override
  public String toString() {
    return format(PRINTED);
  }
}
