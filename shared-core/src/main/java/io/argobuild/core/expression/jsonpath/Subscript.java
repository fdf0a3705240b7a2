package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits the inside of square brackets into arguments. An argument is a Long, a String (a quoted
 * key, a script in round brackets or anything else), null for a bound left out, or one of the
 * separators {@code ":"} and {@code ","}.
 */
final class Subscript {
  private final String tokenText;
  private final List<@Nullable Object> arguments = new ArrayList<>();
  private final StringBuilder buffer = new StringBuilder();
  private int openRound;
  private int closeRound;
  private char openQuote;

  private Subscript(String tokenText) {
    this.tokenText = tokenText;
  }

  static List<@Nullable Object> split(String subscript, String tokenText) {
    Subscript split = new Subscript(tokenText);
    for (int i = 0; i < subscript.length(); i++) {
      split.accept(subscript.charAt(i), i);
    }
    if (!split.buffer.isEmpty()) {
      split.addNumberOrText(split.buffer.toString());
    }
    return split.arguments;
  }

  static boolean isScript(String text) {
    return text.length() > 2 && text.startsWith("(") && text.endsWith(")");
  }

  static boolean isKey(String text) {
    return text.length() > 1
        && ((text.startsWith("'") && text.endsWith("'"))
            || (text.startsWith("\"") && text.endsWith("\"")));
  }

  static String inside(String text) {
    return text.substring(1, text.length() - 1);
  }

  private void accept(char c, int index) {
    buffer.append(c);
    switch (c) {
      case ' ' -> {
        if (!inQuotes() && !inScript()) {
          String trimmed = GoBytes.trim(buffer.toString());
          buffer.setLength(0);
          buffer.append(trimmed);
        }
      }
      case '(' -> {
        if (!inQuotes()) {
          openRound++;
        }
      }
      case ')' -> closeScript();
      case '\'', '"' -> quote(c);
      case ':' -> colon(index);
      case ',' -> comma();
      default -> {}
    }
  }

  private boolean inQuotes() {
    return openQuote != 0;
  }

  private boolean inScript() {
    return openRound != closeRound;
  }

  private void closeScript() {
    closeRound++;
    if (inScript()) {
      return;
    }
    if (!isScript(buffer.toString())) {
      throw PathError.expressionFormat(GoBytes.toText(buffer.toString()));
    }
    take();
  }

  private void quote(char c) {
    boolean inOtherQuotes = inQuotes() && openQuote != c;
    if (inOtherQuotes || inScript()) {
      return;
    }
    int before = buffer.length() - 2;
    if (before >= 0 && buffer.charAt(before) == '\\') {
      buffer.deleteCharAt(before);
      return;
    }
    boolean opening = !inQuotes();
    openQuote = opening ? c : 0;
    if (opening ? buffer.length() != 1 : !isKey(buffer.toString())) {
      throw PathError.tokenFormat(GoBytes.toText(tokenText));
    }
    if (!opening) {
      take();
    }
  }

  private void colon(int index) {
    if (inQuotes() || inScript()) {
      return;
    }
    String argument = buffer.substring(0, buffer.length() - 1);
    if (!argument.isEmpty()) {
      Long number = PathNumbers.parseInt(argument);
      if (number == null) {
        throw PathError.tokenFormat(GoBytes.toText(tokenText));
      }
      arguments.add(number);
    } else if (index == 0) {
      arguments.add(null);
    }
    arguments.add(":");
    buffer.setLength(0);
  }

  private void comma() {
    if (inQuotes() || inScript()) {
      return;
    }
    String argument = buffer.substring(0, buffer.length() - 1);
    if (!argument.isEmpty()) {
      addNumberOrText(argument);
    }
    arguments.add(",");
    buffer.setLength(0);
  }

  private void take() {
    arguments.add(buffer.toString());
    buffer.setLength(0);
  }

  private void addNumberOrText(String text) {
    Long number = PathNumbers.parseInt(text);
    arguments.add(number == null ? text : number);
  }
}
