package io.argobuild.core.expression.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template that does not fit the document; a test for existence looks at the results had so far.
 */
final class KubectlError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<@Nullable Object> results;

  KubectlError(String message) {
    this(message, List.of());
  }

  KubectlError(String message, List<@Nullable Object> results) {
    super(message, null, false, false);
    this.results = results;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  List<@Nullable Object> results() {
    return results;
  }

  KubectlError with(List<@Nullable Object> others) {
    return new KubectlError(text(), others);
  }
}
