package io.argobuild.core.retry;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as Go's {@code strconv.Atoi} reads them. */
final class GoInts {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}");

  private GoInts() {}

  static Optional<Long> parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      // Out of range is no number to Go either.
      return Optional.empty();
    }
  }

  /** Cut to 32 bits, as Argo 4.1.2 does. */
  static int int32(String text) throws InvalidStrategyException {
    return parse(text)
        .map(Long::intValue)
        .orElseThrow(
            () ->
                new InvalidStrategyException("value '" + text + "' cannot be resolved to an int"));
  }
}
