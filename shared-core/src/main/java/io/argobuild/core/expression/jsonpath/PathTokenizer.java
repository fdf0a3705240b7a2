package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a path of the expression dialect into the texts of its tokens, as evilmonkeyinc/jsonpath
 * 0.8.1 does.
 */
final class PathTokenizer {
  private final List<String> tokens = new ArrayList<>();
  private final StringBuilder token = new StringBuilder();
  private int quotes;
  private int openRound;
  private int closeRound;
  // Unlike the others these two go on counting over the whole path.
  private int openSquare;
  private int closeSquare;
  private int squareInToken;

  private PathTokenizer() {}

  /** The tokens of a path given as bytes; {@link PathError} when its start is none. */
  static List<String> tokenize(String path) {
    checkStart(path);
    PathTokenizer tokenizer = new PathTokenizer();
    tokenizer.tokens.add(path.substring(0, 1));
    for (int i = 1; i < path.length(); i++) {
      tokenizer.accept(path.charAt(i));
    }
    tokenizer.finish();
    return tokenizer.tokens;
  }

  private static void checkStart(String path) {
    if (path.isEmpty()) {
      throw PathError.unexpectedToken("", 0);
    }
    if (path.charAt(0) != '$' && path.charAt(0) != '@') {
      String text = GoBytes.toText(path);
      throw PathError.unexpectedToken(text.substring(0, text.offsetByCodePoints(0, 1)), 0);
    }
    if (path.length() > 1 && path.charAt(1) != '.' && path.charAt(1) != '[') {
      // The second byte, taken for a character as in the original.
      throw PathError.unexpectedToken(path.substring(1, 2), 1);
    }
  }

  private void accept(char c) {
    if (token.isEmpty()) {
      quotes = 0;
      openRound = 0;
      closeRound = 0;
      squareInToken = 0;
    }
    count(c);
    token.append(c);
    if (token.length() == 1 && c == '.') {
      return;
    }
    if (token.length() == 2 && token.charAt(0) == '.' && c == '.') {
      tokens.add("..");
      token.setLength(0);
    } else if (c == '[') {
      openBracket();
    } else if (squareInToken > 0) {
      if (!insideArgument() && c == ']' && openSquare == closeSquare) {
        tokens.add(withoutDot(token.toString()));
        token.setLength(0);
      }
    } else if (c == '.' && !insideArgument()) {
      cutBefore(c);
    }
  }

  private void openBracket() {
    boolean atStart = token.length() == 1 || (token.length() == 2 && token.charAt(0) == '.');
    if (!atStart && squareInToken <= 1) {
      cutBefore('[');
      squareInToken = 1;
    }
  }

  private void cutBefore(char c) {
    tokens.add(withoutDot(token.substring(0, token.length() - 1)));
    token.setLength(0);
    token.append(c);
  }

  private void count(char c) {
    switch (c) {
      case '\'' -> quotes++;
      case '(' -> openRound++;
      case ')' -> closeRound++;
      case '[' -> {
        openSquare++;
        squareInToken++;
      }
      case ']' -> closeSquare++;
      default -> {}
    }
  }

  private boolean insideArgument() {
    return quotes % 2 == 1 || openRound != closeRound;
  }

  private void finish() {
    if (!token.isEmpty()) {
      tokens.add(withoutDot(token.toString()));
    }
  }

  private static String withoutDot(String text) {
    return text.startsWith(".") ? text.substring(1) : text;
  }
}
