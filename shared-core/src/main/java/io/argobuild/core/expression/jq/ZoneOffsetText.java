package io.argobuild.core.expression.jq;

/** The offsets that {@code %z} reads, with as many colons as stand before its letter. */
final class ZoneOffsetText {
  private ZoneOffsetText() {}

  /** The offset in seconds. */
  static int read(TimeText in, int colons) {
    if (in.take('Z')) {
      return 0;
    }
    boolean west = in.take('-');
    if (!west && !in.take('+')) {
      throw unreadable(colons);
    }
    int hours = in.pair(23);
    if (hours < 0) {
      throw unreadable(colons);
    }
    int offset = hours * 3600 + minutes(in, colons);
    return west ? -offset : offset;
  }

  private static JqError unreadable(int colons) {
    return JqError.of("cannot parse " + shown(colons));
  }

  private static JqError missingColon(int colons) {
    return JqError.of("expected ':' for " + shown(colons));
  }

  private static String shown(int colons) {
    return "\"%" + ":".repeat(colons) + "z\"";
  }

  /** What follows the hours, in seconds; without colons, or with three, all of it is optional. */
  private static int minutes(TimeText in, int colons) {
    boolean strict = colons == 1 || colons == 2;
    boolean colon = in.take(':');
    if (!colon && strict) {
      throw missingColon(colons);
    }
    int start = in.position();
    int minutes = in.pair(59);
    if (minutes < 0) {
      // Behind a colon in the text there must be minutes.
      if (strict || (colons == 0 && colon)) {
        throw unreadable(colons);
      }
      return 60 * single(in, start);
    }
    boolean seconds = colons >= 2 || (colons == 0 && colon);
    return minutes * 60 + (seconds ? seconds(in, colons == 2) : 0);
  }

  /** A digit by itself counts, but is read once more by what follows, as in the original. */
  private static int single(TimeText in, int start) {
    char c = in.peek();
    boolean two = Lexer.isDigit(c) && in.take(c) && Lexer.isDigit(in.peek());
    in.back(start);
    return Lexer.isDigit(c) && !two ? c - '0' : 0;
  }

  private static int seconds(TimeText in, boolean strict) {
    int start = in.position();
    if (!in.take(':')) {
      if (strict) {
        throw missingColon(2);
      }
      return 0;
    }
    int behindColon = in.position();
    int seconds = in.pair(59);
    if (seconds < 0) {
      if (strict) {
        throw unreadable(2);
      }
      seconds = single(in, behindColon);
      in.back(start);
    }
    return seconds;
  }
}
