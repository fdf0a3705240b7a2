package io.argobuild.core.expression.golang;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Go's {@code strings} package. */
public final class GoStrings {
  private GoStrings() {}

  /** The bytes as chars, so that texts with broken characters can be searched by bytes. */
  private static String wide(String text) {
    return new String(GoText.bytes(text), StandardCharsets.ISO_8859_1);
  }

  private static String narrow(String wide) {
    return GoText.of(wide.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean broken(String a, String b) {
    return GoText.isBroken(a) || GoText.isBroken(b);
  }

  public static boolean contains(String text, String part) {
    return broken(text, part) ? wide(text).contains(wide(part)) : text.contains(part);
  }

  public static boolean hasPrefix(String text, String part) {
    return broken(text, part) ? wide(text).startsWith(wide(part)) : text.startsWith(part);
  }

  public static boolean hasSuffix(String text, String part) {
    return broken(text, part) ? wide(text).endsWith(wide(part)) : text.endsWith(part);
  }

  /** Byte offset of the first {@code part}, or -1. */
  public static long index(String text, String part) {
    if (broken(text, part)) {
      return wide(text).indexOf(wide(part));
    }
    int at = text.indexOf(part);
    return at < 0 ? -1 : GoText.length(text, at);
  }

  /** Byte offset of the last {@code part}, or -1. */
  public static long lastIndex(String text, String part) {
    if (broken(text, part)) {
      return wide(text).lastIndexOf(wide(part));
    }
    int at = text.lastIndexOf(part);
    return at < 0 ? -1 : GoText.length(text, at);
  }

  public static String trimPrefix(String text, String part) {
    return hasPrefix(text, part)
        ? GoText.slice(text, GoText.length(part), GoText.length(text))
        : text;
  }

  public static String trimSuffix(String text, String part) {
    return hasSuffix(text, part)
        ? GoText.slice(text, 0, GoText.length(text) - GoText.length(part))
        : text;
  }

  public static String trimSpace(String text) {
    return trim(text, GoUnicode::isSpace);
  }

  /** Without the characters of {@code cutset} at both ends. */
  public static String trim(String text, String cutset) {
    return trim(text, c -> cutset.indexOf(c) >= 0);
  }

  private static String trim(String text, IntPredicate drop) {
    int from = 0;
    int to = text.length();
    while (from < to && drop.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (from < to && drop.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  public static String toUpper(String text) {
    return map(text, true);
  }

  public static String toLower(String text) {
    return map(text, false);
  }

  private static String map(String text, boolean upper) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .map(upper ? Character::toUpperCase : Character::toLowerCase)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** At most {@code max} parts, all of them when it is negative; null (Go's nil) when it is 0. */
  public static List<String> split(String text, String separator, long max, boolean keep) {
    List<String> parts = new ArrayList<>();
    if (max == 0) {
      return parts;
    }
    if (separator.isEmpty()) {
      return explode(text, max);
    }
    if (broken(text, separator)) {
      split(wide(text), wide(separator), max, keep).forEach(part -> parts.add(narrow(part)));
      return parts;
    }
    int from = 0;
    while (max < 0 || parts.size() < max - 1) {
      int at = text.indexOf(separator, from);
      if (at < 0) {
        break;
      }
      parts.add(text.substring(from, keep ? at + separator.length() : at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> explode(String text, long max) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      if (max > 0 && parts.size() == max - 1) {
        parts.add(text.substring(from));
        return parts;
      }
      int to = from + Character.charCount(text.codePointAt(from));
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  /** The first {@code max} {@code old} replaced, all of them when it is negative. */
  public static String replace(String text, String old, String by, long max, Meter meter) {
    if (old.equals(by) || max == 0) {
      return text;
    }
    if (!old.isEmpty() && (broken(text, old) || GoText.isBroken(by))) {
      return narrow(replace(wide(text), wide(old), wide(by), max, meter));
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    long done = 0;
    while (max < 0 || done < max) {
      int at = next(text, old, from, done);
      if (at < 0) {
        break;
      }
      meter.grow(at - from + (long) by.length());
      out.append(text, from, at).append(by);
      from = at + old.length();
      done++;
    }
    meter.grow(text.length() - from);
    return out.append(text.substring(from)).toString();
  }

  /**
   * Where the next {@code old} stands; an empty one stands before each character and at the end.
   */
  private static int next(String text, String old, int from, long done) {
    if (!old.isEmpty()) {
      return text.indexOf(old, from);
    }
    if (done == 0) {
      return 0;
    }
    return from >= text.length() ? -1 : from + Character.charCount(text.codePointAt(from));
  }

  /** The text {@code count} times. */
  public static String repeat(String text, long count, Meter meter) {
    if (count < 0) {
      throw new GoError("strings: negative Repeat count");
    }
    if (text.isEmpty()) {
      return "";
    }
    meter.grow(count, text.length());
    String repeated = text.repeat((int) count);
    return GoText.isBroken(text) ? GoText.of(GoText.bytes(repeated)) : repeated;
  }

  public static String join(List<String> parts, String glue, Meter meter) {
    StringBuilder out = new StringBuilder();
    boolean broken = false;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      meter.grow(part.length() + (long) glue.length());
      broken |= GoText.isBroken(part);
      out.append(i > 0 ? glue : "").append(part);
    }
    String joined = out.toString();
    return broken || GoText.isBroken(glue) ? GoText.of(GoText.bytes(joined)) : joined;
  }
}
