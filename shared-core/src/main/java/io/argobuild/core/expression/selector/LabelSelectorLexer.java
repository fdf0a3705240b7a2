package io.argobuild.core.expression.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a label selector into words and signs. */
final class LabelSelectorLexer {
  private static final Set<String> SIGNS = Set.of(")", ",", "!", "==", "=", ">", "<", "!=", "(");

  private final String text;
  private int at;

  private LabelSelectorLexer(String text) {
    this.text = text;
  }

  /**
   * A word or sign; the last one is the end.
   *
   * @param kind of a sign its text
   */
  record Token(String kind, String literal) {
    static final String END = "end of string";
    static final String IDENTIFIER = "identifier";
    static final String ERROR = "error";

    boolean is(String other) {
      return kind.equals(other);
    }

    /** {@code in} and {@code notin} are operators only between a key and its values. */
    Token asValue() {
      return is("in") || is("notin") ? new Token(IDENTIFIER, literal) : this;
    }
  }

  static List<Token> tokens(String text) {
    LabelSelectorLexer lexer = new LabelSelectorLexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (!tokens.get(tokens.size() - 1).is(Token.END));
    return tokens;
  }

  private static boolean isSign(char c) {
    return "=!(),><".indexOf(c) >= 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** A zero character ends the text as its end does. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private Token next() {
    while (isSpace(peek())) {
      at++;
    }
    char c = peek();
    if (c == 0) {
      return new Token(Token.END, "");
    }
    return isSign(c) ? sign() : word();
  }

  private Token word() {
    int start = at;
    while (peek() != 0 && !isSign(peek()) && !isSpace(peek())) {
      at++;
    }
    String word = text.substring(start, at);
    // A zero character in the middle is passed over.
    at += at < text.length() && peek() == 0 ? 1 : 0;
    boolean operator = word.equals("in") || word.equals("notin");
    return new Token(operator ? word : Token.IDENTIFIER, word);
  }

  /** The longest sign that can be made of the next characters. */
  private Token sign() {
    int start = at;
    String found = "";
    while (peek() != 0 && isSign(peek())) {
      String longer = text.substring(start, at + 1);
      if (SIGNS.contains(longer)) {
        found = longer;
      } else if (!found.isEmpty()) {
        break;
      }
      at++;
    }
    at += at < text.length() && peek() == 0 ? 1 : 0;
    return new Token(found, found);
  }
}
