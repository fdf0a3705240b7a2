package io.argobuild.core.expression.golang;

import org.jspecify.annotations.Nullable;

/** A value whose Go type can't be told from its Java class. */
public interface GoValue {
  GoType type();

  /** The method of that name, bound to this value; null when the type has none. */
  default @Nullable GoFunction method(String name) {
    return null;
  }
}
