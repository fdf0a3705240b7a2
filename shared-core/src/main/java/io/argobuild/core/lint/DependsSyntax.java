package io.argobuild.core.lint;

import io.argobuild.core.manifest.DagTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in {@code depends} (Argo 4.1.2). */
final class DependsSyntax {
  private static final Pattern TASK =
      Pattern.compile("([a-zA-Z0-9][-a-zA-Z0-9]*?\\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)");
  static final Set<String> RESULTS =
      Set.of(
          "Succeeded",
          "Failed",
          "Errored",
          "Skipped",
          "Omitted",
          "Daemoned",
          "AnySucceeded",
          "AllFailed");
  private static final Set<String> ITEM_RESULTS = Set.of("AnySucceeded", "AllFailed");

  private DependsSyntax() {}

  /** Tasks that a task waits for; true where it looks at the items of a loop. */
  static Map<String, Boolean> dependencies(DagTask task) {
    Map<String, Boolean> dependencies = new LinkedHashMap<>();
    if (task.depends().isEmpty()) {
      task.dependencies().forEach(name -> dependencies.put(name, false));
      return dependencies;
    }
    Matcher matcher = TASK.matcher(task.depends());
    while (matcher.find()) {
      String result = matcher.group(1);
      if (result == null) {
        dependencies.put(matcher.group(2), false);
      } else if (ITEM_RESULTS.contains(resultOf(result))) {
        dependencies.put(taskOf(result), true);
      } else {
        dependencies.putIfAbsent(taskOf(result), false);
      }
    }
    return dependencies;
  }

  /** The first {@code task.Result} whose result there is not. */
  static Optional<String> unknownResult(String depends) {
    return TASK.matcher(depends)
        .results()
        .map(match -> match.group(1))
        .filter(result -> result != null && !RESULTS.contains(resultOf(result)))
        .findFirst();
  }

  static String taskOf(String taskResult) {
    return taskResult.substring(0, taskResult.indexOf('.'));
  }

  static String resultOf(String taskResult) {
    return taskResult.substring(taskResult.indexOf('.') + 1);
  }
}
