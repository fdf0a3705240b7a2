package io.argobuild.maven;

import java.util.regex.Pattern;

/** A line of a pod's log, made safe for a log and a terminal. */
final class LogLine {
  private static final Pattern ESCAPE =
      Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|.)");
  private static final Pattern CONTROL =
      Pattern.compile("[\\x00-\\x08\\x0a-\\x1a\\x1c-\\x1f\\x7f]");
  private static final int MAX_LENGTH = 16_384;

  private LogLine() {}

  /**
   * Of a line that wrote over itself what was seen last. Colours stay where they can be shown;
   * whatever else a terminal would obey goes.
   */
  static String clean(String line, boolean colour) {
    String text = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line;
    text = text.stripTrailing();
    text = text.substring(text.lastIndexOf('\r') + 1);
    boolean[] painted = {false};
    text =
        ESCAPE
            .matcher(text)
            .replaceAll(
                match -> {
                  boolean kept = colour && match.group().matches("\u001b\\[[0-9;:]*m");
                  painted[0] |= kept;
                  return kept ? match.group() : "";
                });
    text = CONTROL.matcher(text).replaceAll("");
    if (painted[0]) {
      return text + "\u001b[0m";
    }
    return text.replace("\u001b", "");
  }
}
