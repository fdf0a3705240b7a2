package io.argobuild.core.expression.golang;

import java.util.List;

/** What is left of a text that is read as a time. */
final class TimeCursor {
  private String value;

  TimeCursor(String value) {
    this.value = value;
  }

  String rest() {
    return value;
  }

  /** A field's text doesn't fit; the caller knows which field it was. */
  static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bad() {
      super(null, null, false, false);
    }
  }

  void skip(String literal) {
    int i = 0;
    while (i < literal.length()) {
      if (literal.charAt(i) == ' ') {
        if (!value.isEmpty() && value.charAt(0) != ' ') {
          throw new Bad();
        }
        while (i < literal.length() && literal.charAt(i) == ' ') {
          i++;
        }
        value = value.replaceFirst("^ +", "");
      } else if (value.isEmpty() || value.charAt(0) != literal.charAt(i)) {
        throw new Bad();
      } else {
        value = value.substring(1);
        i++;
      }
    }
  }

  int fractionSize() {
    if (value.length() < 2 || (value.charAt(0) != '.' && value.charAt(0) != ',') || !isDigit(1)) {
      return 0;
    }
    int size = 1;
    while (isDigit(size)) {
      size++;
    }
    return size;
  }

  static int nanos(String text) {
    if (text.charAt(0) != '.' && text.charAt(0) != ',') {
      throw new Bad();
    }
    String digits = text.substring(1, Math.min(10, text.length()));
    return number(digits + "0".repeat(9 - digits.length()));
  }

  void blank(boolean allowed) {
    if (allowed && value.startsWith(" ")) {
      value = value.substring(1);
    }
  }

  String take(int size) {
    if (value.length() < size) {
      throw new Bad();
    }
    String taken = value.substring(0, size);
    value = value.substring(size);
    return taken;
  }

  static int number(String digits) {
    if (!digits.matches("[0-9]+")) {
      throw new Bad();
    }
    return Integer.parseInt(digits);
  }

  boolean isDigit(int at) {
    return at < value.length() && value.charAt(at) >= '0' && value.charAt(at) <= '9';
  }

  int digits(boolean fixed) {
    if (!isDigit(0) || (fixed && !isDigit(1))) {
      throw new Bad();
    }
    return number(take(isDigit(1) ? 2 : 1));
  }

  int threeDigits(boolean fixed) {
    int size = 0;
    while (size < 3 && isDigit(size)) {
      size++;
    }
    if (size == 0 || (fixed && size != 3)) {
      throw new Bad();
    }
    return number(take(size));
  }

  int name(List<String> names, int size) {
    for (int i = 0; i < names.size(); i++) {
      String name = size > 0 ? names.get(i).substring(0, size) : names.get(i);
      if (value.regionMatches(true, 0, name, 0, name.length())) {
        value = value.substring(name.length());
        return i;
      }
    }
    throw new Bad();
  }
}
