package io.argobuild.core.template;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoUnicode;
import java.util.Locale;

/** Go's {@code fmt.Sprintf} with one argument, an int; mistakes show as Go shows them. */
final class SequenceFormat {
  /** Go's limit for widths and precisions, too. */
  private static final int MAX_WIDTH = 1_000_000;

  /** Of one item; far more than a parameter can use. */
  private static final int MAX_LENGTH = 64 * 1024;

  private final String format;
  private final long argument;
  private final StringBuilder out = new StringBuilder();
  private int at;

  /** 0 until the argument is printed, then 1. */
  private int argumentIndex;

  private boolean reordered;

  private SequenceFormat(String format, long argument) {
    this.format = format;
    this.argument = argument;
  }

  /**
   * The text for a number.
   *
   * @throws GoError when the text is far too long
   */
  static String sprintf(String format, long argument) {
    return new SequenceFormat(format, argument).print();
  }

  private String print() {
    while (at < format.length()) {
      int verb = format.indexOf('%', at);
      out.append(format, at, verb < 0 ? format.length() : verb);
      at = verb < 0 ? format.length() : verb + 1;
      if (verb >= 0) {
        new Directive().print();
      }
    }
    if (!reordered && argumentIndex == 0) {
      out.append("%!(EXTRA int=").append(argument).append(')');
    }
    return out.toString();
  }

  /** One directive: flags, width, precision and verb. */
  private final class Directive {
    private boolean sharp;
    private boolean zero;
    private boolean plus;
    private boolean minus;
    private boolean space;
    private boolean hasWidth;
    private int width;
    private boolean hasPrecision;
    private int precision;
    private boolean goodIndex = true;
    private boolean afterIndex;

    void print() {
      flags();
      index();
      width();
      precision();
      if (!afterIndex) {
        index();
      }
      if (out.length() + width + precision > MAX_LENGTH) {
        throw new GoError("the format makes more than " + MAX_LENGTH + " characters");
      }
      if (at >= format.length()) {
        out.append("%!(NOVERB)");
        return;
      }
      int verb = format.codePointAt(at);
      at += Character.charCount(verb);
      if (verb == '%') {
        out.append('%');
      } else if (!goodIndex) {
        out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
      } else if (argumentIndex > 0) {
        out.append("%!").appendCodePoint(verb).append("(MISSING)");
      } else {
        argument(verb);
        argumentIndex++;
      }
    }

    private void flags() {
      for (; at < format.length(); at++) {
        switch (format.charAt(at)) {
          case '#' -> sharp = true;
          case '0' -> zero = true;
          case '+' -> plus = true;
          case '-' -> minus = true;
          case ' ' -> space = true;
          default -> {
            return;
          }
        }
      }
    }

    /** An explicit index such as {@code [1]}. */
    private void index() {
      afterIndex = false;
      if (!next('[')) {
        return;
      }
      reordered = true;
      int close = format.indexOf(']', at);
      if (close < 0 || format.length() - at < 2) {
        // Only the bracket is skipped.
        goodIndex = false;
        return;
      }
      Number number = number(close);
      boolean isNumber = number.present && at == close;
      at = close + 1;
      afterIndex = isNumber;
      if (isNumber && number.value == 1) {
        argumentIndex = 0;
      } else {
        goodIndex = false;
      }
    }

    private void width() {
      if (next('*')) {
        hasWidth = argumentIndex == 0 && argument >= -MAX_WIDTH && argument <= MAX_WIDTH;
        argumentIndex = 1;
        width = hasWidth ? (int) Math.abs(argument) : 0;
        if (!hasWidth) {
          out.append("%!(BADWIDTH)");
        } else if (argument < 0) {
          minus = true;
          zero = false;
        }
        afterIndex = false;
        return;
      }
      Number number = number(format.length());
      width = number.value;
      hasWidth = number.present;
      if (afterIndex && hasWidth) {
        goodIndex = false;
      }
    }

    private void precision() {
      if (at + 1 >= format.length() || !next('.')) {
        return;
      }
      if (afterIndex) {
        goodIndex = false;
      }
      index();
      if (next('*')) {
        boolean usable = argumentIndex == 0 && argument >= 0 && argument <= MAX_WIDTH;
        argumentIndex = 1;
        hasPrecision = usable;
        precision = usable ? (int) argument : 0;
        if (!usable) {
          out.append("%!(BADPREC)");
        }
        afterIndex = false;
        return;
      }
      precision = number(format.length()).value;
      hasPrecision = true;
    }

    private boolean next(char c) {
      if (at < format.length() && format.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void argument(int verb) {
      if (verb == 'v' || verb == 'w') {
        sharp = false;
        plus = false;
      }
      switch (verb) {
        case 'd', 'v' -> integer(verb, 10, "");
        case 'b' -> integer(verb, 2, sharp ? "0b" : "");
        case 'o', 'O' -> integer(verb, 8, verb == 'O' ? "0o" : "");
        case 'x' -> integer(verb, 16, sharp ? "0x" : "");
        case 'X' -> integer(verb, 16, sharp ? "0X" : "");
        case 'c' -> pad(Character.toString(character()));
        case 'q' -> pad(quoted());
        case 'U' -> unicode();
        case 'T' -> pad(hasPrecision ? "int".substring(0, Math.min(3, precision)) : "int");
        default -> {
          out.append("%!").appendCodePoint(verb).append("(int=");
          integer(verb, 10, "");
          out.append(')');
        }
      }
    }

    private String quoted() {
      int character = character();
      return plus && character > 0x7f
          ? String.format(Locale.ROOT, character > 0xffff ? "'\\U%08x'" : "'\\u%04x'", character)
          : GoQuote.quote(Character.toString(character), '\'');
    }

    private int character() {
      boolean valid =
          argument >= 0
              && argument <= Character.MAX_CODE_POINT
              && !(argument >= Character.MIN_SURROGATE && argument <= Character.MAX_SURROGATE);
      return valid ? (int) argument : 0xFFFD;
    }

    private void integer(int verb, int base, String prefix) {
      if (hasPrecision && precision == 0 && argument == 0) {
        out.append(" ".repeat(width));
        return;
      }
      String sign = argument < 0 ? "-" : plus ? "+" : space ? " " : "";
      String digits = Long.toUnsignedString(Math.abs(argument), base);
      if (verb == 'X') {
        digits = digits.toUpperCase(Locale.ROOT);
      }
      int wanted = precision;
      if (!hasPrecision && zero && !minus && hasWidth) {
        wanted = width - sign.length();
      }
      digits = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
      if (base == 8 && sharp && !digits.startsWith("0")) {
        digits = "0" + digits;
      }
      spaces(sign + prefix + digits);
    }

    private void unicode() {
      String digits = String.format(Locale.ROOT, "%X", argument);
      int wanted = hasPrecision ? Math.max(4, precision) : 4;
      String text = "U+" + "0".repeat(Math.max(0, wanted - digits.length())) + digits;
      boolean shown =
          sharp
              && argument >= 0
              && argument <= Character.MAX_CODE_POINT
              && GoUnicode.isPrint((int) argument);
      spaces(shown ? text + " '" + Character.toString((int) argument) + "'" : text);
    }

    private void spaces(String text) {
      zero = false;
      pad(text);
    }

    private void pad(String text) {
      int missing = hasWidth ? width - text.codePointCount(0, text.length()) : 0;
      String padding = (zero && !minus ? "0" : " ").repeat(Math.max(0, missing));
      out.append(minus ? text + padding : padding + text);
    }
  }

  private record Number(boolean present, int value) {}

  /** Digits up to {@code end}; one that is too large is none, and what follows is skipped. */
  private Number number(int end) {
    int value = 0;
    int start = at;
    for (; at < end && format.charAt(at) >= '0' && format.charAt(at) <= '9'; at++) {
      if (value > MAX_WIDTH) {
        at = end;
        return new Number(false, 0);
      }
      value = value * 10 + format.charAt(at) - '0';
    }
    return new Number(at > start, value);
  }
}
