package io.argobuild.core.expression;

/** When an expression failed. */
public enum Stage {
  /** Its syntax, or what is wrong whatever the values are. */
  COMPILE,
  /** With these values. */
  RUN,
  /** The value exists but has no JSON form. */
  MARSHAL
}
