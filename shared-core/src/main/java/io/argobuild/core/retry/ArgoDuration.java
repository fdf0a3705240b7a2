package io.argobuild.core.retry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Durations as manifests write and messages tell them (Argo 4.1.2). */
public final class ArgoDuration {
  /** Go's longest duration, some 292 years. */
  static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** Any longer text is no duration, and numbers of any size would take any time. */
  private static final int MAX_LENGTH = 200;

  private ArgoDuration() {}

  /** A result of reading: a duration, or Argo's words for why it is none. */
  public sealed interface Parsed {
    record Valid(Duration duration) implements Parsed {}

    record Invalid(String message) implements Parsed {}
  }

  /** Reads seconds as a whole number, else a duration of Go such as {@code 1m30s}. */
  public static Parsed parse(String text) {
    Optional<Long> seconds = GoInts.parse(text);
    if (seconds.isPresent()) {
      BigInteger nanos =
          BigInteger.valueOf(seconds.get()).multiply(BigInteger.valueOf(1_000_000_000));
      return nanos.bitLength() < 64
          ? new Parsed.Valid(Duration.ofNanos(nanos.longValue()))
          : new Parsed.Valid(seconds.get() < 0 ? LONGEST.negated() : LONGEST);
    }
    try {
      return new Parsed.Valid(Duration.ofNanos(nanos(text)));
    } catch (InvalidStrategyException e) {
      return new Parsed.Invalid("unable to parse " + text + " as a duration: time: " + e.what());
    }
  }

  private static long nanos(String text) throws InvalidStrategyException {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return 0;
    }
    if (at == text.length() || text.length() > MAX_LENGTH) {
      throw invalid(text);
    }
    BigDecimal sum = BigDecimal.ZERO;
    while (at < text.length()) {
      int unit = endOfNumber(text, at);
      int next = unit;
      while (next < text.length() && !isPartOfNumber(text.charAt(next))) {
        next++;
      }
      BigDecimal number = number(text, text.substring(at, unit));
      sum = sum.add(number.multiply(BigDecimal.valueOf(unit(text, text.substring(unit, next)))));
      at = next;
    }
    BigInteger total = negative ? sum.toBigInteger().negate() : sum.toBigInteger();
    if (total.bitLength() > 63) {
      throw invalid(text);
    }
    return total.longValue();
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && isPartOfNumber(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isPartOfNumber(char c) {
    return c == '.' || c >= '0' && c <= '9';
  }

  private static BigDecimal number(String text, String number) throws InvalidStrategyException {
    boolean oneDot = number.indexOf('.') == number.lastIndexOf('.');
    if (!oneDot || number.isEmpty() || number.equals(".")) {
      throw invalid(text);
    }
    return new BigDecimal(number);
  }

  private static long unit(String text, String unit) throws InvalidStrategyException {
    if (unit.isEmpty()) {
      throw new InvalidStrategyException("missing unit in duration \"" + text + "\"");
    }
    Long nanos = NANOS.get(unit);
    if (nanos == null) {
      throw new InvalidStrategyException(
          "unknown unit \"" + unit + "\" in duration \"" + text + "\"");
    }
    return nanos;
  }

  private static InvalidStrategyException invalid(String text) {
    return new InvalidStrategyException("invalid duration \"" + text + "\"");
  }

  /** Words such as {@code 2 minutes 0 seconds}. */
  public static String humanized(Duration duration) {
    long seconds = duration.getSeconds();
    if (seconds < 60) {
      return seconds + " seconds";
    }
    String text = seconds / 60 % 60 + " minutes " + seconds % 60 + " seconds";
    if (seconds < 3600) {
      return text;
    }
    text = seconds / 3600 % 24 + " hours " + text;
    return seconds < 86400 ? text : seconds / 86400 + " days " + text;
  }

  /** Seconds as Go prints a number: {@code 4}, {@code 1.5}. */
  static String seconds(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), 9))
            .stripTrailingZeros();
    return seconds.toPlainString();
  }
}
