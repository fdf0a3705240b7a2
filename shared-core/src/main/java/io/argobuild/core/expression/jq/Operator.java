package io.argobuild.core.expression.jq;

/** The binary operators, from the weakest to the strongest; those of one level bind alike. */
enum Operator {
  ALTERNATIVE("//", "_alternative", Level.ALTERNATIVE),
  ASSIGN("=", "_assign", Level.UPDATE),
  MODIFY("|=", "_modify", Level.UPDATE),
  UPDATE_ADD("+=", "_add", Level.UPDATE),
  UPDATE_SUBTRACT("-=", "_subtract", Level.UPDATE),
  UPDATE_MULTIPLY("*=", "_multiply", Level.UPDATE),
  UPDATE_DIVIDE("/=", "_divide", Level.UPDATE),
  UPDATE_MODULO("%=", "_modulo", Level.UPDATE),
  UPDATE_ALTERNATIVE("//=", "_alternative", Level.UPDATE),
  OR("or", "", Level.OR),
  AND("and", "", Level.AND),
  EQUAL("==", "_equal", Level.COMPARE),
  NOT_EQUAL("!=", "_notequal", Level.COMPARE),
  GREATER(">", "_greater", Level.COMPARE),
  LESS("<", "_less", Level.COMPARE),
  GREATER_EQUAL(">=", "_greatereq", Level.COMPARE),
  LESS_EQUAL("<=", "_lesseq", Level.COMPARE),
  ADD("+", "_add", Level.SUM),
  SUBTRACT("-", "_subtract", Level.SUM),
  MULTIPLY("*", "_multiply", Level.PRODUCT),
  DIVIDE("/", "_divide", Level.PRODUCT),
  MODULO("%", "_modulo", Level.PRODUCT);

  /** How strongly an operator binds, and with which neighbour of its own level. */
  enum Level {
    ALTERNATIVE(Associativity.RIGHT),
    UPDATE(Associativity.NONE),
    OR(Associativity.LEFT),
    AND(Associativity.LEFT),
    COMPARE(Associativity.NONE),
    SUM(Associativity.LEFT),
    PRODUCT(Associativity.LEFT);

    final Associativity associativity;

    Level(Associativity associativity) {
      this.associativity = associativity;
    }
  }

  enum Associativity {
    LEFT,
    RIGHT,
    NONE
  }

  final String text;

  /** The function that computes it. */
  final String function;

  final Level level;

  Operator(String text, String function, Level level) {
    this.text = text;
    this.function = function;
    this.level = level;
  }
}
