package io.argobuild.core.engine;

import io.argobuild.core.manifest.Template;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose standard output is wanted (Argo 4.1.2: only what the template around refers to). */
final class Captures {
  private static final String NAME = "([^.'\"\\\\\\[\\]{}\\s]+)";
  private static final String RESULT = "\\.outputs\\.result";

  private Captures() {}

  /**
   * Names of the steps or tasks whose result is asked for.
   *
   * @param kind {@code steps} or {@code tasks}
   */
  static Set<String> results(Template around, String kind) {
    Pattern reference =
        Pattern.compile(
            kind + "(?:\\." + NAME + "|\\['" + NAME + "']|\\[\\\\\"" + NAME + "\\\\\"])" + RESULT);
    Set<String> names = new HashSet<>();
    Matcher matcher = reference.matcher(around.raw().toString());
    while (matcher.find()) {
      for (int form = 1; form <= matcher.groupCount(); form++) {
        if (matcher.group(form) != null) {
          names.add(matcher.group(form));
        }
      }
    }
    return Set.copyOf(names);
  }
}
