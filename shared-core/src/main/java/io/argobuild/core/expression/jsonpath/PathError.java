package io.argobuild.core.expression.jsonpath;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An error of the expression dialect that an enclosing wildcard, filter or recursion may drop. */
final class PathError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the error counts as when an outer token decides whether to wrap it once more. */
  enum Family {
    TOKEN,
    EXPRESSION,
    OTHER
  }

  private final Family family;

  /** Put together only when it is asked for: most errors are dropped. */
  private final transient Supplier<String> text;

  private PathError(Family family, Supplier<String> text) {
    super(null, null, false, false);
    this.family = family;
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text.get();
  }

  String text() {
    return text.get();
  }

  static PathError other(String message) {
    return new PathError(Family.OTHER, () -> message);
  }

  static PathError emptyToken() {
    return new PathError(Family.TOKEN, () -> "invalid token. token string is empty");
  }

  static PathError tokenFormat(String token) {
    return new PathError(
        Family.TOKEN, () -> "invalid token. '" + token + "' does not match any token format");
  }

  static PathError outOfRange(String type) {
    return new PathError(Family.TOKEN, () -> type + ": invalid token out of range");
  }

  static PathError keyNotFound(String type, String key) {
    return new PathError(Family.TOKEN, () -> type + ": invalid token key '" + key + "' not found");
  }

  static PathError target(String type, @Nullable Object got, String... expected) {
    return new PathError(
        Family.TOKEN,
        () ->
            type
                + ": invalid token target. expected "
                + list(expected)
                + " got ["
                + kind(got)
                + "]");
  }

  static PathError argument(String type, String gotKind, String... expected) {
    return new PathError(
        Family.TOKEN,
        () ->
            type
                + ": invalid token argument. expected "
                + list(expected)
                + " got ["
                + gotKind
                + "]");
  }

  static PathError emptyExpression() {
    return new PathError(Family.EXPRESSION, () -> "invalid expression. is empty");
  }

  static PathError expressionFormat(String format) {
    return new PathError(
        Family.EXPRESSION, () -> "invalid expression. invalid format '" + format + "'");
  }

  static PathError unexpectedResult(@Nullable Object got, String... expected) {
    return other(
        "unexpected expression result. expected " + list(expected) + " got [" + kind(got) + "]");
  }

  static PathError unexpectedToken(String token, int index) {
    return other("unexpected token '" + token + "' at index " + index);
  }

  PathError inExpression() {
    return family == Family.EXPRESSION
        ? this
        : new PathError(Family.EXPRESSION, () -> "invalid expression. " + text());
  }

  PathError inToken(String type) {
    return family == Family.TOKEN
        ? this
        : new PathError(Family.TOKEN, () -> type + ": invalid token " + text());
  }

  private static String kind(@Nullable Object value) {
    return GoValues.kind(value);
  }

  private static String list(String... kinds) {
    return Arrays.stream(kinds).collect(Collectors.joining(" ", "[", "]"));
  }
}
