package io.argobuild.core.engine;

import io.argobuild.core.manifest.Template;

/** Whose standard output is wanted (Argo 4.1.2: only what the template around refers to). */
final class Captures {
  private Captures() {}

  /**
   * @param kind {@code steps} or {@code tasks}
   */
  static boolean result(Template around, String kind, String name) {
    String text = around.raw().toString();
    return text.contains(kind + "." + name + ".outputs.result")
        || text.contains(kind + "['" + name + "'].outputs.result")
        || text.contains(kind + "[\\\"" + name + "\\\"].outputs.result");
  }
}
