package io.argobuild.core.expression.when;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Kinds of tokens, and which kind may follow which. Names appear in error texts. */
enum TokenKind {
  UNKNOWN,
  PREFIX,
  NUMERIC,
  BOOLEAN,
  STRING,
  PATTERN,
  TIME,
  VARIABLE,
  SEPARATOR,
  ACCESSOR,
  COMPARATOR,
  LOGICALOP,
  MODIFIER,
  CLAUSE,
  CLAUSE_CLOSE,
  TERNARY;

  private static final Set<TokenKind> MAY_END =
      EnumSet.of(CLAUSE_CLOSE, NUMERIC, BOOLEAN, STRING, TIME, PATTERN, VARIABLE, ACCESSOR);

  private static final Map<TokenKind, Set<TokenKind>> NEXT = next();

  private static Map<TokenKind, Set<TokenKind>> next() {
    Set<TokenKind> start =
        EnumSet.of(PREFIX, NUMERIC, BOOLEAN, VARIABLE, PATTERN, ACCESSOR, STRING, TIME, CLAUSE);
    Set<TokenKind> afterValue =
        EnumSet.of(MODIFIER, COMPARATOR, LOGICALOP, CLAUSE_CLOSE, TERNARY, SEPARATOR);
    // govaluate allows no ternary operator after a date or a pattern.
    Set<TokenKind> afterDate = EnumSet.of(MODIFIER, COMPARATOR, LOGICALOP, CLAUSE_CLOSE, SEPARATOR);
    Set<TokenKind> operand = EnumSet.of(PREFIX, NUMERIC, BOOLEAN, STRING, VARIABLE, ACCESSOR);
    operand.add(CLAUSE);

    Map<TokenKind, Set<TokenKind>> next = new EnumMap<>(TokenKind.class);
    next.put(UNKNOWN, start);
    next.put(CLAUSE, with(start, CLAUSE_CLOSE));
    Set<TokenKind> afterClause = with(afterValue, NUMERIC, BOOLEAN, VARIABLE, STRING, PATTERN);
    next.put(CLAUSE_CLOSE, with(afterClause, TIME, CLAUSE));
    for (TokenKind value : EnumSet.of(NUMERIC, BOOLEAN, STRING, VARIABLE)) {
      next.put(value, afterValue);
    }
    next.put(TIME, afterDate);
    next.put(PATTERN, afterDate);
    next.put(ACCESSOR, with(afterValue, CLAUSE));
    next.put(MODIFIER, with(operand, CLAUSE_CLOSE));
    next.put(COMPARATOR, with(operand, CLAUSE_CLOSE, TIME, PATTERN));
    next.put(LOGICALOP, with(operand, CLAUSE_CLOSE, TIME));
    next.put(PREFIX, EnumSet.of(NUMERIC, BOOLEAN, VARIABLE, ACCESSOR, CLAUSE, CLAUSE_CLOSE));
    next.put(TERNARY, with(operand, TIME, SEPARATOR));
    next.put(SEPARATOR, with(operand, TIME));
    return next;
  }

  private static Set<TokenKind> with(Set<TokenKind> kinds, TokenKind... more) {
    Set<TokenKind> all = EnumSet.copyOf(kinds);
    all.addAll(Set.of(more));
    return all;
  }

  boolean allows(TokenKind next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  boolean mayEnd() {
    return MAY_END.contains(this);
  }
}
