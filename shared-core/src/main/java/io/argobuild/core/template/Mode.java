package io.argobuild.core.template;

/** Which tags must be resolved. */
public enum Mode {
  /** None: what is unknown stays as it is written. */
  LENIENT,
  /** All. */
  STRICT,
  /** Those of names under {@code steps} and {@code tasks}, artifacts excepted. */
  STRICT_NODES;

  boolean demands(String name) {
    return switch (this) {
      case LENIENT -> false;
      case STRICT -> true;
      case STRICT_NODES -> isNodeName(name);
    };
  }

  private static boolean isNodeName(String name) {
    return name.startsWith("steps.")
        || name.startsWith("tasks.")
        || name.equals("steps")
        || name.equals("tasks");
  }
}
