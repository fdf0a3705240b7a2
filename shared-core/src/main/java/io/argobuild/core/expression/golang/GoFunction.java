package io.argobuild.core.expression.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function as a value. */
public final class GoFunction implements GoValue {

  /** What it does; {@link GoError} is both Go's error result and its panic. */
  @FunctionalInterface
  public interface Body {
    @Nullable Object apply(Call call);
  }

  private final GoType type;
  private final Body body;

  private GoFunction(GoType type, Body body) {
    this.type = type;
    this.body = body;
  }

  /**
   * A function.
   *
   * @param signature as Go writes it, such as {@code func(string, ...any) (string, error)}
   */
  public static GoFunction of(String signature, Body body) {
    return new GoFunction(GoTypeParser.parse(signature), body);
  }

  @Override
  public GoType type() {
    return type;
  }

  /** Calls it with arguments that the compiler has checked. */
  public @Nullable Object call(Call call) {
    return body.apply(call);
  }

  /** Calls it as {@code reflect.Value.Call} does: arguments are checked now, nil becomes zero. */
  public @Nullable Object callReflect(List<Object> arguments, Function<List<Object>, Call> toCall) {
    int size = arguments.size();
    int fixed = type.variadic() ? type.inputs() - 1 : type.inputs();
    if (type.variadic() && size < fixed) {
      throw new GoError(
          "invalid number of arguments: expected at least " + fixed + ", got " + size);
    }
    if (!type.variadic() && size != fixed) {
      throw new GoError("invalid number of arguments: expected " + fixed + ", got " + size);
    }
    List<Object> checked = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      checked.add(checked(arguments.get(i), i, i < fixed));
    }
    return body.apply(toCall.apply(checked));
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private Object checked(@Nullable Object argument, int i, boolean isFixed) {
    GoType wanted = type.argument(i);
    GoType actual = GoType.of(argument);
    if (actual == null) {
      return GoZero.of(wanted);
    }
    if (actual.assignableTo(wanted)) {
      return argument;
    }
    throw new GoError(
        isFixed
            ? "reflect: Call using " + actual + " as type " + wanted
            : "reflect: cannot use " + actual + " as type " + wanted + " in Call");
  }
}
