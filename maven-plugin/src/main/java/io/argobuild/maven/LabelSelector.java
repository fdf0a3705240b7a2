package io.argobuild.maven;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which labels are wanted, as kubectl writes it, without sets. */
final class LabelSelector {
  private static final Pattern TERM =
      Pattern.compile("(?<not>!)?\\s*(?<name>[\\w./-]+)(\\s*(?<is>!=|==?)\\s*(?<value>[\\w.-]*))?");

  private LabelSelector() {}

  /**
   * Reads {@code name=value,other!=value,present,!absent}; nothing wants nothing.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code ARGO_BAD_PARAMETER}
   */
  static Predicate<Map<String, String>> of(String parameter, String text) {
    return Texts.list(text).stream()
        .map(term -> term(parameter, term))
        .reduce(labels -> true, Predicate::and);
  }

  private static Predicate<Map<String, String>> term(String parameter, String text) {
    Matcher term = TERM.matcher(text);
    if (!term.matches() || term.group("not") != null && term.group("is") != null) {
      throw Texts.invalid(
          parameter,
          "'" + text + "' selects no labels",
          "Write name=value, name!=value, name or !name, separated by commas");
    }
    String name = term.group("name");
    String value = term.group("value");
    String is = term.group("is");
    if (is == null) {
      boolean wanted = term.group("not") == null;
      return labels -> labels.containsKey(name) == wanted;
    }
    boolean equal = !is.startsWith("!");
    return labels -> Objects.equals(labels.get(name), value) == equal;
  }
}
