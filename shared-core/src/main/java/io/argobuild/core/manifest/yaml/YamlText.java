package io.argobuild.core.manifest.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as a YAML scalar: plain, quoted, or a block. */
final class YamlText {
  /** Starts with a letter or a slash, so it is neither a number nor a date nor an indicator. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][-A-Za-z0-9_./@+()=,;$^~<>|&*!?%{}\\[\\]'\"#: ]*");

  private static final Pattern NOT_PLAIN = Pattern.compile(": |:$| #| $");

  /** What some rule set takes for something else, in lower case. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private YamlText() {}

  /** A value; several lines become a block whose lines start at a column. */
  static String of(String text, int indent) {
    return suitsBlock(text) ? block(text, indent) : inline(text);
  }

  /** On one line. */
  static String inline(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && !NOT_PLAIN.matcher(text).find()
            && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  private static boolean suitsBlock(String text) {
    if (text.indexOf('\n') < 0 || text.isBlank() || Character.isWhitespace(text.charAt(0))) {
      return false;
    }
    return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPlainCharacter(c));
  }

  private static String block(String text, int indent) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String chomping = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
    StringBuilder block = new StringBuilder("|").append(chomping);
    for (String line : body.split("\n", -1)) {
      block.append('\n');
      if (!line.isEmpty()) {
        block.append(" ".repeat(Math.max(indent, 1))).append(line);
      }
    }
    return block.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> appendQuoted(quoted, c));
    return quoted.append('"').toString();
  }

  private static void appendQuoted(StringBuilder quoted, int c) {
    switch (c) {
      case '"', '\\' -> quoted.append('\\').append((char) c);
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (isPlainCharacter(c)) {
          quoted.appendCodePoint(c);
        } else if (c >= 0xD800 && c <= 0xDFFF) {
          // Half a character; no encoding can hold it.
          quoted.append('\uFFFD');
        } else if (c < 0x100) {
          quoted.append("\\x%02x".formatted(c));
        } else {
          quoted.append((c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
      }
    }
  }

  /** Printable, and no line break in any version of YAML. */
  private static boolean isPlainCharacter(int c) {
    return c >= 0x20 && c <= 0x7E
        || c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029
        || c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF
        || c >= 0x10000;
  }
}
