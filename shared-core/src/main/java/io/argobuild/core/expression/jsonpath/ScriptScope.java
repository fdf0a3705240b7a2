package io.argobuild.core.expression.jsonpath;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a {@link Script}, and the conversions its operators use. */
record ScriptScope(PathBudget budget, @Nullable Object root, @Nullable Object current) {

  @Nullable Object evaluate(Operation operation) {
    budget.charge(1);
    budget.enterNested();
    try {
      return operation.evaluate(this);
    } finally {
      budget.leaveNested();
    }
  }

  /** Whether the text is the name of a variable. */
  boolean names(String text) {
    return switch (text) {
      case "$", "@", "nil", "null" -> true;
      default -> false;
    };
  }

  @Nullable Object valueOf(String name) {
    return switch (name) {
      case "$" -> root;
      case "@" -> current;
      default -> null;
    };
  }

  double number(@Nullable Operand operand) {
    Double number = PathNumbers.parseFloat(print(value(present(operand))));
    if (number == null) {
      throw PathError.other("invalid argument. expected number");
    }
    return number;
  }

  @Nullable Double numberOrNull(@Nullable Operand operand) {
    try {
      return number(operand);
    } catch (PathError notANumber) {
      return null;
    }
  }

  long integer(@Nullable Operand operand) {
    Long number = PathNumbers.parseInt(print(value(present(operand))));
    if (number == null) {
      throw PathError.other("invalid argument. expected integer");
    }
    return number;
  }

  boolean bool(@Nullable Operand operand) {
    Object value = operand == null ? null : value(operand);
    if (value == null) {
      return false;
    }
    Boolean bool = PathNumbers.parseBool(print(value));
    if (bool == null) {
      throw PathError.other("invalid argument. expected boolean");
    }
    return bool;
  }

  /** As text for comparing: quoted text in single quotes, other values as Go prints them. */
  String text(@Nullable Operand operand) {
    Object raw = raw(present(operand));
    if (!(raw instanceof String text)) {
      return print(raw);
    }
    if (!names(text)) {
      return isQuoted(text, '"') ? "'" + unquote(text, '"') + "'" : text;
    }
    Object value = valueOf(text);
    if (!(value instanceof String found)) {
      return print(value);
    }
    return isQuoted(found, '\'') ? found : "'" + unquote(found, '"') + "'";
  }

  List<@Nullable Object> elements(@Nullable Operand operand) {
    Object value = value(present(operand));
    if (value == null) {
      throw nil();
    }
    if (value instanceof String text) {
      value = parse(text);
    }
    List<@Nullable Object> elements = GoValues.children(value);
    if (elements == null) {
      throw PathError.other("invalid argument. expected array, map, or slice");
    }
    return elements;
  }

  static boolean isQuoted(String text, char quote) {
    return text.length() > 1 && text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
  }

  static String unquote(String text, char quote) {
    return isQuoted(text, quote) ? Subscript.inside(text) : text;
  }

  private Object parse(String text) {
    boolean object = text.startsWith("{") && text.endsWith("}");
    boolean list = text.startsWith("[") && text.endsWith("]");
    if (!object && !list) {
      return text;
    }
    Object value = budget.readOrNull(text);
    if (value != null && (object ? value instanceof Map : value instanceof List)) {
      return value;
    }
    throw PathError.other("invalid argument");
  }

  private @Nullable Object raw(Operand operand) {
    if (operand instanceof Operation operation) {
      return evaluate(operation);
    }
    return operand instanceof Operand.Text text ? text.text() : ((Operand.Json) operand).value();
  }

  private @Nullable Object value(Operand operand) {
    Object raw = raw(operand);
    return raw instanceof String text && names(text) ? valueOf(text) : raw;
  }

  private static Operand present(@Nullable Operand operand) {
    if (operand == null) {
      throw nil();
    }
    return operand;
  }

  private static PathError nil() {
    return PathError.other("invalid argument. is nil");
  }

  private String print(@Nullable Object value) {
    return budget.print(value);
  }
}
