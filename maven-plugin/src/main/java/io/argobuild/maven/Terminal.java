package io.argobuild.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal can show in a line. */
final class Terminal {
  private static final int USUAL_WIDTH = 80;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");
  private static final String MORE = "...";

  private Terminal() {}

  /** Columns, as the environment or the terminal tells. */
  static int width() {
    return width(System.getenv(), new File("/dev/tty"));
  }

  static int width(Map<String, String> environment, File terminal) {
    String told = environment.getOrDefault("COLUMNS", "");
    if (told.matches("[1-9]\\d{0,3}")) {
      return Integer.parseInt(told);
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readNBytes(20), StandardCharsets.UTF_8);
      boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
      Matcher size = SIZE.matcher(answer);
      boolean known = ended && size.matches() && !size.group(2).equals("0");
      return known ? Integer.parseInt(size.group(2)) : USUAL_WIDTH;
    } catch (IOException e) {
      // No terminal, or no stty: nothing depends on it but where lines are cut.
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }

  /** The beginning of a text that takes no more columns than there are. */
  static String cut(String text, int columns) {
    if (columns(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int used = MORE.length();
    for (int c : text.codePoints().toArray()) {
      used += columns(c);
      if (used > columns) {
        break;
      }
      cut.appendCodePoint(c);
    }
    return cut.append(MORE).toString();
  }

  static int columns(String text) {
    return text.codePoints().map(Terminal::columns).sum();
  }

  /** Marks stand on the character before; characters of East Asia and pictures take two columns. */
  private static int columns(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
