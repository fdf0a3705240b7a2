package io.argobuild.core.report.view;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes texts fit to be shown: without secrets, without control characters, and no longer than
 * wanted.
 *
 * @param secrets the longest first, so that none is cut by one that it contains
 * @param limits how long texts may be
 */
record Shown(List<String> secrets, Limits limits) {
  private static final String MASK = "***";

  /** Masking shorter ones would tell more than it hides, and spoil every other word. */
  private static final int SHORTEST_SECRET = 4;

  private static final Pattern ESCAPES =
      Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?)");
  private static final Pattern CONTROLS =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ufffe\\uffff]");

  /**
   * How much of a run a report holds.
   *
   * @param value characters of a parameter or output
   * @param message characters of a message
   * @param lines last lines of a log
   * @param line characters of such a line
   */
  record Limits(int value, int message, int lines, int line) {}

  static Shown of(Collection<String> secrets, Limits limits) {
    List<String> masked =
        secrets.stream()
            .flatMap(secret -> parts(secret).stream())
            .filter(part -> part.length() >= SHORTEST_SECRET)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return new Shown(masked, limits);
  }

  /** A secret of several lines, such as a key, comes line by line in a log. */
  private static List<String> parts(String secret) {
    return secret.strip().lines().map(String::strip).toList();
  }

  String text(String raw) {
    String text = raw;
    for (String secret : secrets) {
      text = text.replace(secret, MASK);
    }
    if (text.indexOf('\u001b') >= 0) {
      text = ESCAPES.matcher(text).replaceAll("");
    }
    return CONTROLS.matcher(text).replaceAll("");
  }

  String value(String raw) {
    return cut(text(raw), limits.value());
  }

  String message(String raw) {
    return cut(text(raw), limits.message());
  }

  LogTail log(LogTail tail) {
    List<String> all = tail.lines();
    List<String> last = all.subList(Math.max(0, all.size() - limits.lines()), all.size());
    List<String> lines = last.stream().map(line -> cut(text(line), limits.line())).toList();
    return new LogTail(lines, Math.max(tail.total(), tail.total() < 0 ? -1 : all.size()));
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    // Not between the two halves of a character.
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "… (" + text.length() + " characters)";
  }
}
