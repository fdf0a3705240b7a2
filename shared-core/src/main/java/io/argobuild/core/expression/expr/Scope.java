package io.argobuild.core.expression.expr;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables and functions of one evaluation; all values are Go values. */
public interface Scope {
  /** Whether there is such a name, even if it holds nil. */
  boolean has(String name);

  /** What it holds; null for nil, and when there is no such name. */
  @Nullable Object get(String name);

  /** All of it as a map, for {@code $env}. */
  Map<String, Object> all();
}
