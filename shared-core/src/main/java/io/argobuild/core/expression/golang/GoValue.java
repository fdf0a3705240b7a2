package io.argobuild.core.expression.golang;

import org.jspecify.annotations.Nullable;

/** A value whose Go type can't be told from its Java class. */
public interface GoValue {
  GoType type();

  /** What this points to; itself when it is no pointer. */
  default Object dereferenced() {
    return this;
  }

  /** The method of that name, bound to this value; null when the type has none. */
  default @Nullable GoFunction method(String name) {
    return null;
  }
}
