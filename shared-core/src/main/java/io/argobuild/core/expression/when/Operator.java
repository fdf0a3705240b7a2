package io.argobuild.core.expression.when;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators with their symbols in error texts, type rules and precedence. */
enum Operator {
  LITERAL("", Level.VALUE),
  PARAMETER("", Level.VALUE),
  ACCESS("", Level.ACCESS),
  NOOP("NOOP", Level.NOOP),
  EQ("=", Level.COMPARATOR),
  NEQ("!=", Level.COMPARATOR),
  GT(">", Level.COMPARATOR),
  LT("<", Level.COMPARATOR),
  GTE(">=", Level.COMPARATOR),
  LTE("<=", Level.COMPARATOR),
  REQ("=~", Level.COMPARATOR),
  NREQ("!~", Level.COMPARATOR),
  IN("in", Level.COMPARATOR),
  AND("&&", Level.AND),
  OR("||", Level.OR),
  PLUS("+", Level.ADDITIVE),
  MINUS("-", Level.ADDITIVE),
  BITWISE_AND("&", Level.BITWISE),
  BITWISE_OR("|", Level.BITWISE),
  BITWISE_XOR("^", Level.BITWISE),
  BITWISE_LSHIFT("<<", Level.SHIFT),
  BITWISE_RSHIFT(">>", Level.SHIFT),
  MULTIPLY("*", Level.MULTIPLICATIVE),
  DIVIDE("/", Level.MULTIPLICATIVE),
  MODULUS("%", Level.MULTIPLICATIVE),
  EXPONENT("**", Level.EXPONENTIAL),
  NEGATE("-", Level.PREFIX),
  INVERT("!", Level.PREFIX),
  BITWISE_NOT("~", Level.PREFIX),
  TERNARY_TRUE("?", Level.TERNARY),
  TERNARY_FALSE(":", Level.TERNARY),
  COALESCE("??", Level.TERNARY),
  SEPARATE(",", Level.SEPARATOR);

  /** Operators of one level are evaluated from left to right. */
  enum Level {
    SEPARATOR(TokenKind.SEPARATOR, ""),
    TERNARY(
        TokenKind.TERNARY,
        "Value '%s' cannot be used with the ternary operator '%s', it is not a bool"),
    OR(TokenKind.LOGICALOP, Level.LOGICAL_ERROR),
    AND(TokenKind.LOGICALOP, Level.LOGICAL_ERROR),
    COMPARATOR(
        TokenKind.COMPARATOR,
        "Value '%s' cannot be used with the comparator '%s', it is not a number"),
    BITWISE(TokenKind.MODIFIER, Level.MODIFIER_ERROR),
    SHIFT(TokenKind.MODIFIER, Level.MODIFIER_ERROR),
    ADDITIVE(TokenKind.MODIFIER, Level.MODIFIER_ERROR),
    MULTIPLICATIVE(TokenKind.MODIFIER, Level.MODIFIER_ERROR),
    EXPONENTIAL(TokenKind.MODIFIER, Level.MODIFIER_ERROR),
    PREFIX(TokenKind.PREFIX, "Value '%s' cannot be used with the prefix '%s'"),
    ACCESS(TokenKind.ACCESSOR, ""),
    VALUE(TokenKind.UNKNOWN, ""),
    NOOP(TokenKind.UNKNOWN, "");

    private static final String LOGICAL_ERROR =
        "Value '%s' cannot be used with the logical operator '%s', it is not a bool";
    private static final String MODIFIER_ERROR =
        "Value '%s' cannot be used with the modifier '%s', it is not a number";

    final TokenKind tokenKind;
    final String typeError;

    Level(TokenKind tokenKind, String typeError) {
      this.tokenKind = tokenKind;
      this.typeError = typeError;
    }
  }

  private static final Map<String, Operator> COMPARATORS =
      Map.of(
          "==", EQ, "!=", NEQ, ">", GT, ">=", GTE, "<", LT, "<=", LTE, "=~", REQ, "!~", NREQ, "in",
          IN);
  private static final Map<String, Operator> LOGICALS = Map.of("&&", AND, "||", OR);
  private static final Map<String, Operator> MODIFIERS =
      Map.ofEntries(
          Map.entry("+", PLUS),
          Map.entry("-", MINUS),
          Map.entry("*", MULTIPLY),
          Map.entry("/", DIVIDE),
          Map.entry("%", MODULUS),
          Map.entry("**", EXPONENT),
          Map.entry("&", BITWISE_AND),
          Map.entry("|", BITWISE_OR),
          Map.entry("^", BITWISE_XOR),
          Map.entry(">>", BITWISE_RSHIFT),
          Map.entry("<<", BITWISE_LSHIFT));
  private static final Map<String, Operator> PREFIXES =
      Map.of("-", NEGATE, "!", INVERT, "~", BITWISE_NOT);
  private static final Map<String, Operator> TERNARIES =
      Map.of("?", TERNARY_TRUE, ":", TERNARY_FALSE, "??", COALESCE);
  private static final Map<String, Operator> SEPARATORS = Map.of(",", SEPARATE);

  final String symbol;
  final Level level;

  Operator(String symbol, Level level) {
    this.symbol = symbol;
    this.level = level;
  }

  /** The operator that a token stands for; null when it is none. */
  static @Nullable Operator of(Token token) {
    Map<String, Operator> symbols = symbols(token.kind());
    return token.value() instanceof String text ? symbols.get(text) : null;
  }

  /** The kind of a symbol that is no prefix; null when there is no such symbol. */
  static @Nullable TokenKind infixKind(String symbol) {
    for (TokenKind kind :
        List.of(TokenKind.MODIFIER, TokenKind.LOGICALOP, TokenKind.COMPARATOR, TokenKind.TERNARY)) {
      if (symbols(kind).containsKey(symbol)) {
        return kind;
      }
    }
    return null;
  }

  static boolean isPrefix(String symbol) {
    return PREFIXES.containsKey(symbol);
  }

  private static Map<String, Operator> symbols(TokenKind kind) {
    return switch (kind) {
      case COMPARATOR -> COMPARATORS;
      case LOGICALOP -> LOGICALS;
      case MODIFIER -> MODIFIERS;
      case PREFIX -> PREFIXES;
      case TERNARY -> TERNARIES;
      case SEPARATOR -> SEPARATORS;
      default -> Map.of();
    };
  }

  /** The first value that this operator cannot take makes the error. */
  void check(@Nullable Object left, @Nullable Object right) throws WhenFailure {
    switch (this) {
      case GT, LT, GTE, LTE -> require(comparable(left, right), left);
      case PLUS -> require(addable(left, right), left);
      case REQ, NREQ -> {
        require(left instanceof String, left);
        require(right instanceof String || right instanceof Pattern, right);
      }
      case AND, OR -> {
        require(left instanceof Boolean, left);
        require(right instanceof Boolean, right);
      }
      case IN -> require(right instanceof List, right);
      case MINUS,
          MULTIPLY,
          DIVIDE,
          MODULUS,
          EXPONENT,
          BITWISE_AND,
          BITWISE_OR,
          BITWISE_XOR,
          BITWISE_LSHIFT,
          BITWISE_RSHIFT -> {
        require(left instanceof Double, left);
        require(right instanceof Double, right);
      }
      case NEGATE, BITWISE_NOT -> require(right instanceof Double, right);
      case INVERT -> require(right instanceof Boolean, right);
      case TERNARY_TRUE -> require(left instanceof Boolean, left);
      default -> {}
    }
  }

  private static boolean comparable(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Double && right instanceof Double)
        || (left instanceof String && right instanceof String);
  }

  private static boolean addable(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Double && right instanceof Double)
        || left instanceof String
        || right instanceof String;
  }

  private void require(boolean fits, @Nullable Object value) throws WhenFailure {
    if (!fits) {
      throw new WhenFailure(String.format(level.typeError, Values.print(value), symbol));
    }
  }
}
