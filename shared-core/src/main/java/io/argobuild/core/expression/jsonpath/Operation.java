package io.argobuild.core.expression.jsonpath;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoRegexp;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** An operator of a {@link Script} with its operands. */
sealed interface Operation extends Operand {

  /** The result; {@link PathError} when an operand is of the wrong kind. */
  @Nullable Object evaluate(ScriptScope scope);

  static Operation of(String operator, @Nullable Operand left, @Nullable Operand right) {
    return switch (operator) {
      case "||" -> new Logic(false, left, right);
      case "&&" -> new Logic(true, left, right);
      case "==" -> new Equal(false, left, right);
      case "!=" -> new Equal(true, left, right);
      case "<" -> new Compare((a, b) -> a < b, left, right);
      case "<=" -> new Compare((a, b) -> a <= b, left, right);
      case ">" -> new Compare((a, b) -> a > b, left, right);
      case ">=" -> new Compare((a, b) -> a >= b, left, right);
      case "=~" -> new Match(left, right);
      case "!" -> new Not(right);
      case "+" -> new Arithmetic(Double::sum, left, right);
      case "-" -> new Arithmetic((a, b) -> a - b, left, right);
      case "*" -> new Arithmetic((a, b) -> a * b, left, right);
      case "/" -> new Arithmetic((a, b) -> a / b, left, right);
      case "**" -> new Arithmetic(Math::pow, left, right);
      case "%" -> new Remainder(left, right);
      case "in" -> new In(false, left, right);
      case "not in" -> new In(true, left, right);
      default -> throw PathError.other("unsupported operator");
    };
  }

  /** A path within the document. */
  record Select(PathSteps steps) implements Operation {
    @Override
    public @Nullable Object evaluate(ScriptScope scope) {
      Object value = steps.applyTo(scope.budget(), scope.root(), scope.current());
      // Text from the document is told from names and numbers by single quotes.
      return value instanceof String text && !ScriptScope.isQuoted(text, '\'')
          ? "'" + text + "'"
          : value;
    }
  }

  record Logic(boolean and, @Nullable Operand left, @Nullable Operand right) implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      boolean first = scope.bool(left);
      boolean second = scope.bool(right);
      return and ? first && second : first || second;
    }
  }

  record Not(@Nullable Operand operand) implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      return !scope.bool(operand);
    }
  }

  /** Two numbers are compared as such, anything else as printed. */
  record Equal(boolean negated, @Nullable Operand left, @Nullable Operand right)
      implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      return negated != equal(scope);
    }

    private boolean equal(ScriptScope scope) {
      Double first = scope.numberOrNull(left);
      Double second = first == null ? null : scope.numberOrNull(right);
      return first != null && second != null
          ? first.doubleValue() == second.doubleValue()
          : scope.text(left).equals(scope.text(right));
    }
  }

  record Compare(NumberTest test, @Nullable Operand left, @Nullable Operand right)
      implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      return test.test(scope.number(left), scope.number(right));
    }
  }

  record Arithmetic(DoubleBinaryOperator operator, @Nullable Operand left, @Nullable Operand right)
      implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      return operator.applyAsDouble(scope.number(left), scope.number(right));
    }
  }

  record Remainder(@Nullable Operand left, @Nullable Operand right) implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      long first = scope.integer(left);
      long second = scope.integer(right);
      if (second == 0) {
        // Go panics here, which nothing inside a path catches.
        throw new JsonPathException(
            JsonPathException.Stage.QUERY, "runtime error: integer divide by zero");
      }
      return first % second;
    }
  }

  /** Whether a regular expression is found in the text. */
  record Match(@Nullable Operand left, @Nullable Operand right) implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      String text = ScriptScope.unquote(scope.text(left), '\'');
      String expression = ScriptScope.unquote(scope.text(right), '\'');
      scope.budget().charge(100 + 20L * expression.length());
      Pattern pattern;
      try {
        pattern = GoRegexp.compile(expression);
      } catch (GoError malformed) {
        throw PathError.other("invalid argument. expected a valid regexp");
      }
      return GoRegexp.matcher(pattern, text, scope.budget()::charge).find();
    }
  }

  /** Membership; values must be of the same kind, and text keeps its quotes. */
  record In(boolean negated, @Nullable Operand left, @Nullable Operand right) implements Operation {
    @Override
    public Object evaluate(ScriptScope scope) {
      Object item = item(scope);
      List<@Nullable Object> elements = scope.elements(right);
      scope.budget().charge(elements.size());
      return negated != contains(elements, item);
    }

    /** What to look for; something that is nowhere when the left side does not fit the document. */
    private @Nullable Object item(ScriptScope scope) {
      Double number = scope.numberOrNull(left);
      if (number != null || left == null) {
        return number;
      }
      try {
        return scope.text(left);
      } catch (PathError dropped) {
        return left;
      }
    }

    private static boolean contains(List<@Nullable Object> elements, @Nullable Object item) {
      for (Object element : elements) {
        boolean same =
            item instanceof Double first && element instanceof Double second
                ? first.doubleValue() == second.doubleValue()
                : item == null ? element == null : item.equals(element);
        if (same) {
          return true;
        }
      }
      return false;
    }
  }

  /** A test of two numbers. */
  @FunctionalInterface
  interface NumberTest {
    boolean test(double left, double right);
  }
}
