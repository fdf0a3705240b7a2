package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoUnicode;
import io.argobuild.core.expression.golang.Meter;
import java.util.List;
import java.util.function.UnaryOperator;

/** sprig's functions that change the case of words, shorten and wrap. */
final class Words {
  private static final String TEXT = "func(string) string";

  private Words() {}

  static void register(Registry out) {
    text(out, "title", Words::title);
    text(out, "untitle", Words::untitle);
    text(out, "swapcase", Words::swapCase);
    text(out, "initials", Words::initials);
    text(out, "nospace", Words::withoutSpace);
    text(out, "camelcase", CaseWords::camel);
    text(out, "snakecase", text -> CaseWords.connected(text, '_'));
    text(out, "kebabcase", text -> CaseWords.connected(text, '-'));
    out.add("abbrev", "func(int, string) string", Words::abbrev);
    out.add("abbrevboth", "func(int, int, string) string", Words::abbrevBoth);
    out.add(
        "wrap",
        "func(int, string) string",
        call -> wrap(call.text(1), call.integer(0), "", false, call.meter()));
    out.add(
        "wrapWith",
        "func(int, string, string) string",
        call -> wrap(call.text(2), call.integer(0), call.text(1), true, call.meter()));
  }

  private static void text(Registry out, String name, UnaryOperator<String> change) {
    out.add(
        name,
        TEXT,
        call -> {
          call.meter().grow(call.text(0).length());
          return change.apply(call.text(0));
        });
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    int previous = ' ';
    for (int c : GoText.sanitize(text).codePoints().toArray()) {
      out.appendCodePoint(isSeparator(previous) ? Character.toTitleCase(c) : c);
      previous = c;
    }
    return out.toString();
  }

  private static boolean isSeparator(int c) {
    if (c < 0x80) {
      return !(Character.isLetterOrDigit(c) || c == '_');
    }
    return !Character.isLetter(c) && !Character.isDigit(c) && GoUnicode.isSpace(c);
  }

  private static String untitle(String text) {
    StringBuilder out = new StringBuilder();
    boolean start = true;
    for (int c : GoText.sanitize(text).codePoints().toArray()) {
      if (GoUnicode.isSpace(c)) {
        start = true;
        out.appendCodePoint(c);
      } else {
        out.appendCodePoint(start ? Character.toLowerCase(c) : c);
        start = false;
      }
    }
    return out.toString();
  }

  private static String swapCase(String text) {
    StringBuilder out = new StringBuilder();
    boolean start = true;
    for (int c : GoText.sanitize(text).codePoints().toArray()) {
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        out.appendCodePoint(Character.toLowerCase(c));
        start = false;
      } else if (Character.isLowerCase(c)) {
        out.appendCodePoint(start ? Character.toTitleCase(c) : Character.toUpperCase(c));
        start = false;
      } else {
        out.appendCodePoint(c);
        start = GoUnicode.isSpace(c);
      }
    }
    return out.toString();
  }

  /** Goes by bytes, each taken for a character, as the library does. */
  private static String initials(String text) {
    StringBuilder out = new StringBuilder();
    boolean gap = true;
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xff;
      if (GoUnicode.isSpace(c)) {
        gap = true;
      } else if (gap) {
        out.append((char) c);
        gap = false;
      }
    }
    return out.toString();
  }

  /** As {@link #initials}; a text without space is kept as it is. */
  private static String withoutSpace(String text) {
    StringBuilder out = new StringBuilder();
    boolean found = false;
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xff;
      if (GoUnicode.isSpace(c)) {
        found = true;
      } else {
        out.append((char) c);
      }
    }
    return found ? out.toString() : text;
  }

  private static String abbrev(Call call) {
    long width = call.integer(0);
    String text = call.text(1);
    return width < 4 ? text : abbreviated(text, 0, width, call.meter());
  }

  private static String abbrevBoth(Call call) {
    long left = call.integer(0);
    long right = call.integer(1);
    String text = call.text(2);
    boolean tooShort = right < 4 || (left > 0 && right < 7);
    return tooShort ? text : abbreviated(text, left, right, call.meter());
  }

  private static String abbreviated(String text, long from, long width, Meter meter) {
    int length = GoText.length(text);
    meter.grow(length);
    if (text.isEmpty() || width < 4) {
      return "";
    }
    if (length <= width) {
      return text;
    }
    long offset = Math.min(from, length);
    if (length - offset < width - 3) {
      offset = length - (width - 3);
    }
    if (offset <= 4) {
      return GoText.slice(text, 0, (int) (width - 3)) + "...";
    }
    if (width < 7) {
      return "";
    }
    if (offset + width - 3 < length) {
      return "..." + abbreviated(GoText.slice(text, (int) offset, length), 0, width - 3, meter);
    }
    return "..." + GoText.slice(text, (int) (length - (width - 3)), length);
  }

  /** Counts bytes; works on them as chars, since it may cut characters. */
  private static String wrap(
      String text, long lineWidth, String newLine, boolean cutWords, Meter meter) {
    byte[] bytes = GoText.bytes(text);
    long width = Math.max(1, lineWidth);
    String separator = newLine.isEmpty() ? "\n" : newLine;
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (bytes.length - at > width) {
      meter.step();
      meter.grow(separator.length());
      if (bytes[at] == ' ') {
        at++;
        continue;
      }
      int space = lastSpace(bytes, at, (int) (width + at + 1));
      if (space < at && cutWords) {
        out.append(GoText.of(bytes, at, (int) (at + width))).append(separator);
        at += (int) width;
        continue;
      }
      if (space < at) {
        space = nextSpace(bytes, (int) (at + width));
      }
      if (space < 0) {
        break;
      }
      out.append(GoText.of(bytes, at, space)).append(separator);
      at = space + 1;
    }
    return GoStrings.join(List.of(out.toString(), GoText.of(bytes, at, bytes.length)), "", meter);
  }

  private static int lastSpace(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == ' ') {
        return i;
      }
    }
    return -1;
  }

  private static int nextSpace(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == ' ') {
        return i;
      }
    }
    return -1;
  }
}
