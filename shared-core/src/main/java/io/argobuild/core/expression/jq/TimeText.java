package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;
import java.util.List;

/** The text that {@code strptime} reads, and how far it has come. */
final class TimeText {
  private final String source;
  private int at;

  TimeText(String source) {
    this.source = source;
  }

  /** What is left. */
  String rest() {
    return source.substring(at);
  }

  /** The next character; zero at the end. */
  char peek() {
    return at < source.length() ? source.charAt(at) : 0;
  }

  boolean take(char c) {
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  void literal(char c) {
    if (at >= source.length() || source.charAt(at) != c) {
      throw JqError.of("expected " + GoQuote.quote(String.valueOf(c), '\''));
    }
    at++;
  }

  private static JqError unreadable(char letter) {
    return JqError.of("cannot parse \"%" + letter + "\"");
  }

  int sign() {
    return take('-') ? -1 : 1;
  }

  int number(char letter, int size, int minimum, int maximum) {
    long value = digits(letter, size);
    if (value < minimum || value > maximum) {
      throw unreadable(letter);
    }
    return (int) value;
  }

  int blankOrNumber(char letter, int minimum, int maximum) {
    if (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
    return number(letter, 2, minimum, maximum);
  }

  long digits(char letter, int size) {
    int start = at;
    int end = Math.min(at + size, source.length());
    long value = 0;
    while (at < end && Lexer.isDigit(source.charAt(at))) {
      value = value * 10 + source.charAt(at++) - '0';
    }
    if (at == start) {
      throw unreadable(letter);
    }
    return value;
  }

  /** Which of the words comes next, from 1. */
  int word(char letter, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (source.regionMatches(true, at, word, 0, word.length())) {
        at += word.length();
        return i + 1;
      }
    }
    throw unreadable(letter);
  }

  void space(char letter) {
    int start = at;
    while (at < source.length() && " \t\n\u000b\f\r".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw JqError.of("expected a space for \"%" + letter + "\"");
    }
  }

  /** Two digits; -1 when there are none, or they are too large. */
  int pair(int maximum) {
    int start = at;
    if (at + 2 <= source.length()
        && Lexer.isDigit(source.charAt(at))
        && Lexer.isDigit(source.charAt(at + 1))) {
      int value = (source.charAt(at) - '0') * 10 + source.charAt(at + 1) - '0';
      at += 2;
      if (value <= maximum) {
        return value;
      }
    }
    at = start;
    return -1;
  }
}
