package io.argobuild.core.expression.jq;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of gojq's errors. */
final class JqErrors {
  private JqErrors() {}

  /** A function does not take a value of this type, or with these arguments. */
  static JqError cannotApply(String name, @Nullable Object input, @Nullable Object... arguments) {
    return JqError.of(
        call(name, arguments) + " cannot be applied to: " + JqValues.described(input));
  }

  /** A function failed on a value. */
  static JqError failed(
      String name, @Nullable Object input, String reason, @Nullable Object... arguments) {
    return JqError.of(
        call(name, arguments) + " cannot be applied to " + JqValues.preview(input) + ": " + reason);
  }

  private static String call(String name, @Nullable Object... arguments) {
    return arguments.length == 0
        ? name
        : Arrays.stream(arguments)
            .map(JqValues::preview)
            .collect(Collectors.joining("; ", name + "(", ")"));
  }

  static JqError expectedObject(@Nullable Object value) {
    return JqError.of("expected an object but got: " + JqValues.described(value));
  }

  static JqError expectedArray(@Nullable Object value) {
    return JqError.of("expected an array but got: " + JqValues.described(value));
  }

  static JqError keyNotString(@Nullable Object key) {
    return JqError.of("expected a string for object key but got: " + JqValues.described(key));
  }

  static JqError indexNotNumber(String container, @Nullable Object index) {
    return JqError.of(
        "expected a number for indexing " + container + " but got: " + JqValues.described(index));
  }

  static JqError noBounds(@Nullable Object slice) {
    return JqError.of(
        "expected \"start\" and \"end\" for slicing but got: " + JqValues.described(slice));
  }
}
