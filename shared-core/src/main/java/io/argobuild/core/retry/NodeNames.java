package io.argobuild.core.retry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a node is out of its name (Argo 4.1.2, Argo 4.1.2). */
final class NodeNames {
  private static final Pattern ATTEMPT = Pattern.compile("^(.*)\\((\\d{1,9})\\)$", Pattern.DOTALL);
  private static final Pattern ITEM =
      Pattern.compile("^(.*)\\(\\d{1,9}:[^()]*\\)$", Pattern.DOTALL);
  private static final Pattern GROUP = Pattern.compile("^\\[(\\d{1,9})]");
  private static final String EXIT = ".onExit";
  private static final String HOOKS = ".hooks.";

  private NodeNames() {}

  /** Of an attempt the name of what is retried. */
  static Optional<String> retried(String name) {
    Matcher matcher = ATTEMPT.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The number of an attempt; -1 of anything else. */
  static int attempt(String name) {
    Matcher matcher = ATTEMPT.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
  }

  /** Of a loop's item the name of the loop. */
  static Optional<String> loop(String name) {
    Matcher matcher = ITEM.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The step or task by its name in the template, without items and attempts. */
  static String call(String name, String boundaryName) {
    String rest = name.startsWith(boundaryName) ? name.substring(boundaryName.length()) : name;
    String own = rest.replaceFirst("^(\\[\\d+])?\\.", "");
    int item = own.indexOf('(');
    return item < 0 ? own : own.substring(0, item);
  }

  /** The name of the step group that a member of a Steps node is in. */
  static Optional<String> stepGroup(String name, String stepsName) {
    if (!name.startsWith(stepsName)) {
      return Optional.empty();
    }
    Matcher matcher = GROUP.matcher(name.substring(stepsName.length()));
    return matcher.find() ? Optional.of(stepsName + matcher.group()) : Optional.empty();
  }

  /** The index of a step group; -1 of anything else. */
  static int groupIndex(String name) {
    int open = name.lastIndexOf('[');
    if (open < 0 || !name.endsWith("]") || name.length() - open > 11) {
      return -1;
    }
    String digits = name.substring(open + 1, name.length() - 1);
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
  }

  /** Of an exit handler or hook the name of what it belongs to. */
  static Optional<String> hooked(String name, boolean flagged) {
    if (name.endsWith(EXIT)) {
      return Optional.of(name.substring(0, name.length() - EXIT.length()));
    }
    int hooks = name.lastIndexOf(HOOKS);
    return flagged && hooks > 0 ? Optional.of(name.substring(0, hooks)) : Optional.empty();
  }

  /** Whether the node is the workflow's exit handler, or in it. */
  static boolean isOfExitHandler(String name, String workflow) {
    String exit = workflow + EXIT;
    return name.equals(exit)
        || (name.startsWith(exit) && ".[(".indexOf(name.charAt(exit.length())) >= 0);
  }
}
