package io.argobuild.core.expression.when;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoRegexp;
import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.golang.GoUnicode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Cuts an expression into tokens. */
final class Lexer {
  /** More than any condition needs, few enough for the recursion of the evaluation. */
  static final int MAX_TOKENS = 4_000;

  /** Pairs of parentheses within each other. */
  static final int MAX_NESTING = 100;

  /** Characters of all regular expressions together. */
  private static final int MAX_PATTERNS = 6_000;

  private static final java.util.regex.Pattern DECIMAL =
      java.util.regex.Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final java.util.regex.Pattern HEXADECIMAL =
      java.util.regex.Pattern.compile("0*([0-9a-fA-F]{1,16})");

  private final int[] source;
  private int position;

  private Lexer(String expression) {
    this.source = expression.codePoints().toArray();
  }

  /** The tokens, in an order that the grammar allows. */
  static List<Token> tokens(String expression) throws WhenFailure {
    Lexer lexer = new Lexer(expression);
    List<Token> tokens = new ArrayList<>();
    TokenKind state = TokenKind.UNKNOWN;
    for (Token token = lexer.next(state); token != null; token = lexer.next(state)) {
      if (tokens.size() >= MAX_TOKENS) {
        throw new WhenFailure("expression has more than " + MAX_TOKENS + " tokens");
      }
      tokens.add(token);
      state = token.kind();
    }
    checkBalance(tokens);
    return checked(tokens);
  }

  /** Checks which token follows which, and compiles the patterns that are written as strings. */
  static List<Token> checked(List<Token> tokens) throws WhenFailure {
    TokenKind state = TokenKind.UNKNOWN;
    Token last = null;
    for (Token token : tokens) {
      if (!state.allows(token.kind())) {
        throw transition(state, last, token);
      }
      state = token.kind();
      last = token;
    }
    if (!state.mayEnd()) {
      throw new WhenFailure("Unexpected end of expression");
    }
    return withPatterns(tokens);
  }

  private static WhenFailure transition(TokenKind state, @Nullable Token last, Token token) {
    if (last == null) {
      return new WhenFailure(
          "Cannot transition token types from " + state + " [<nil>] to " + token.shown());
    }
    if (state == TokenKind.VARIABLE && token.kind() == TokenKind.CLAUSE) {
      return new WhenFailure("Undefined function " + last.value());
    }
    return new WhenFailure(
        "Cannot transition token types from " + last.shown() + " to " + token.shown());
  }

  private static void checkBalance(List<Token> tokens) throws WhenFailure {
    int open = 0;
    int deepest = 0;
    for (Token token : tokens) {
      if (token.kind() == TokenKind.CLAUSE) {
        open++;
        deepest = Math.max(deepest, open);
      } else if (token.kind() == TokenKind.CLAUSE_CLOSE) {
        open--;
      }
    }
    if (open != 0) {
      throw new WhenFailure("Unbalanced parenthesis");
    }
    if (deepest > MAX_NESTING) {
      throw new WhenFailure("more than " + MAX_NESTING + " nested parentheses");
    }
  }

  private static List<Token> withPatterns(List<Token> tokens) throws WhenFailure {
    List<Token> result = new ArrayList<>(tokens);
    int length = 0;
    for (int i = 1; i < result.size(); i++) {
      Operator operator = Operator.of(result.get(i - 1));
      Token token = result.get(i);
      if ((operator == Operator.REQ || operator == Operator.NREQ)
          && token.kind() == TokenKind.STRING) {
        length += String.valueOf(token.value()).length();
        if (length > MAX_PATTERNS) {
          throw new WhenFailure("patterns have more than " + MAX_PATTERNS + " characters in all");
        }
        result.set(i, new Token(TokenKind.PATTERN, pattern((String) token.value())));
      }
    }
    return result;
  }

  static Pattern pattern(String text) throws WhenFailure {
    try {
      return GoRegexp.compile(text);
    } catch (GoError e) {
      throw new WhenFailure(e.text());
    }
  }

  private @Nullable Token next(TokenKind state) throws WhenFailure {
    while (position < source.length && GoUnicode.isSpace(source[position])) {
      position++;
    }
    if (position >= source.length) {
      return null;
    }
    int first = source[position];
    if (isNumeric(first)) {
      return number();
    }
    if (Character.isLetter(first)) {
      return word();
    }
    position++;
    return switch (first) {
      case ',' -> new Token(TokenKind.SEPARATOR, ",");
      case '(' -> new Token(TokenKind.CLAUSE, first);
      case ')' -> new Token(TokenKind.CLAUSE_CLOSE, first);
      case '[' ->
          new Token(TokenKind.VARIABLE, delimited(c -> c != ']', "Unclosed parameter bracket"));
      case '\'', '"' -> string();
      default -> symbol(state);
    };
  }

  private Token number() throws WhenFailure {
    // A lone "0x" at the very end is the number 0 and the name x.
    if (source[position] == '0' && position + 2 < source.length && source[position + 1] == 'x') {
      position += 2;
      String digits = run(Lexer::isHexDigit);
      Matcher number = HEXADECIMAL.matcher(digits);
      if (!number.matches()) {
        throw new WhenFailure("Unable to parse hex value '" + digits + "' to uint64\n");
      }
      return new Token(TokenKind.NUMERIC, new BigInteger(number.group(1), 16).doubleValue());
    }
    String digits = run(Lexer::isNumeric);
    double value = DECIMAL.matcher(digits).matches() ? Double.parseDouble(digits) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new WhenFailure("Unable to parse numeric value '" + digits + "' to float64\n");
    }
    return new Token(TokenKind.NUMERIC, value);
  }

  private Token word() throws WhenFailure {
    String word = run(Lexer::isNamePart);
    if (word.indexOf('.') > 0) {
      return accessor(word);
    }
    return switch (word) {
      case "true" -> new Token(TokenKind.BOOLEAN, true);
      case "false" -> new Token(TokenKind.BOOLEAN, false);
      case "in", "IN" -> new Token(TokenKind.COMPARATOR, "in");
      default -> new Token(TokenKind.VARIABLE, word);
    };
  }

  private static Token accessor(String word) throws WhenFailure {
    if (word.endsWith(".")) {
      throw new WhenFailure("Hanging accessor on token '" + word + "'");
    }
    List<String> parts = Arrays.asList(word.split("\\.", -1));
    for (String part : parts.subList(1, parts.size())) {
      int first = part.isEmpty() ? 0 : part.codePointAt(0);
      if (Character.toUpperCase(first) != first) {
        throw new WhenFailure(
            "Unable to access unexported field '" + part + "' in token '" + word + "'");
      }
    }
    return new Token(TokenKind.ACCESSOR, parts);
  }

  private Token string() throws WhenFailure {
    String text = delimited(Lexer::isNoQuote, "Unclosed string literal");
    GoTime date = Dates.parse(text);
    return date == null ? new Token(TokenKind.STRING, text) : new Token(TokenKind.TIME, date);
  }

  private Token symbol(TokenKind state) throws WhenFailure {
    position--;
    String symbol = run(Lexer::isSymbolPart);
    // A minus sign is a prefix where one may stand, else a subtraction.
    if (state.allows(TokenKind.PREFIX) && Operator.isPrefix(symbol)) {
      return new Token(TokenKind.PREFIX, symbol);
    }
    TokenKind kind = Operator.infixKind(symbol);
    if (kind == null) {
      throw new WhenFailure("Invalid token: '" + symbol + "'");
    }
    return new Token(kind, symbol);
  }

  /** Reads up to white space or the first character that does not belong. */
  private String run(IntPredicate belongs) throws WhenFailure {
    StringBuilder text = new StringBuilder();
    while (position < source.length) {
      int character = source[position++];
      if (character == '\\') {
        text.appendCodePoint(escaped());
      } else if (GoUnicode.isSpace(character)) {
        if (text.length() > 0) {
          break;
        }
      } else if (belongs.test(character)) {
        text.appendCodePoint(character);
      } else {
        position--;
        break;
      }
    }
    return text.toString();
  }

  /** Reads up to and over the delimiter. */
  private String delimited(IntPredicate belongs, String errorWhenOpen) throws WhenFailure {
    StringBuilder text = new StringBuilder();
    while (position < source.length) {
      int character = source[position++];
      if (character == '\\') {
        text.appendCodePoint(escaped());
      } else if (belongs.test(character)) {
        text.appendCodePoint(character);
      } else {
        return text.toString();
      }
    }
    throw new WhenFailure(errorWhenOpen);
  }

  private int escaped() throws WhenFailure {
    if (position >= source.length) {
      // Where Argo's library fails with a Go panic.
      throw new WhenFailure(
          "runtime error: index out of range [" + position + "] with length " + source.length);
    }
    return source[position++];
  }

  private static boolean isNumeric(int c) {
    return Character.isDigit(c) || c == '.';
  }

  private static boolean isHexDigit(int c) {
    return Character.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isNamePart(int c) {
    return Character.isLetter(c) || Character.isDigit(c) || c == '_' || c == '.';
  }

  private static boolean isNoQuote(int c) {
    return c != '\'' && c != '"';
  }

  private static boolean isSymbolPart(int c) {
    return !(Character.isDigit(c)
        || Character.isLetter(c)
        || c == '('
        || c == ')'
        || c == '['
        || c == ']'
        || !isNoQuote(c));
  }
}
