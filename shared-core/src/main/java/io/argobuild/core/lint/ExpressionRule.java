package io.argobuild.core.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slips in expressions, which Argo meets only at run time. */
final class ExpressionRule {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*`" // texts
              + "|/\\*.*?\\*/|//[^\\n]*" // comments
              + "|[A-Za-z_$][A-Za-z0-9_$]*|[0-9][0-9A-Za-z_.]*|\\?\\.|\\?\\?|[^\\s]",
          Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);
  private static final Map<Character, Character> CLOSERS = Map.of(')', '(', ']', '[', '}', '{');

  /** Names that stand alone in expressions and have fields. */
  private static final Set<String> ROOTS =
      Set.of(
          "inputs",
          "outputs",
          "steps",
          "tasks",
          "workflow",
          "item",
          "pod",
          "node",
          "lastRetry",
          "sprig",
          "cronworkflow",
          "resourcesDuration");

  private final Findings findings;
  private final Site site;

  private ExpressionRule(Findings findings, Site site) {
    this.findings = findings;
    this.site = site;
  }

  /**
   * Checks one expression.
   *
   * @param inputs names of the template's input parameters; empty if they are not known here
   */
  static void check(Findings findings, Site site, String expression, Optional<Set<String>> inputs) {
    // A tag inside is replaced before the expression is looked at.
    String replaced = TAG.matcher(expression).replaceAll("0");
    new ExpressionRule(findings, site).check(replaced, inputs);
  }

  private void check(String expression, Optional<Set<String>> inputs) {
    List<String> tokens = TOKEN.matcher(expression).results().map(match -> match.group()).toList();
    if (tokens.isEmpty()) {
      findings.own(Rule.EXPRESSION, site, "the expression is empty");
      return;
    }
    if (!isBalanced(tokens)) {
      return;
    }
    for (int i = 0; i < tokens.size(); i++) {
      root(tokens, i);
    }
    // What may be absent is not missed.
    if (inputs.isPresent() && !tokens.contains("??") && !tokens.contains("?.")) {
      inputs(expression, inputs.get());
    }
  }

  /** Reports a text or bracket that is not closed. */
  private boolean isBalanced(List<String> tokens) {
    Deque<Character> open = new ArrayDeque<>();
    for (String token : tokens) {
      char first = token.charAt(0);
      if (token.length() == 1 && (first == '"' || first == '\'' || first == '`')) {
        findings.own(Rule.EXPRESSION, site, "a text in the expression is not closed");
        return false;
      }
      if (CLOSERS.containsValue(first)) {
        open.push(first);
      } else if (CLOSERS.containsKey(first)
          && (open.isEmpty() || !open.pop().equals(CLOSERS.get(first)))) {
        findings.own(Rule.EXPRESSION, site, "the expression has a '" + first + "' too many");
        return false;
      }
    }
    if (!open.isEmpty()) {
      char bracket = open.pop();
      findings.own(
          Rule.EXPRESSION,
          site,
          "a '" + bracket + "' in the expression is not closed",
          bracket == '{'
              ? "A tag ends at the first }}, so write a blank between } and }}"
              : "Close it");
      return false;
    }
    return true;
  }

  /** A name with fields after it, and nothing before it, must be the first word of a variable. */
  private void root(List<String> tokens, int at) {
    String token = tokens.get(at);
    String before = at == 0 ? "" : tokens.get(at - 1);
    String after = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    boolean name = Character.isLetter(token.charAt(0));
    boolean first = !Set.of(".", "?.", "#", "let").contains(before);
    boolean hasFields = Set.of(".", "?.", "[").contains(after);
    if (!name || !first || !hasFields || ROOTS.contains(token)) {
      return;
    }
    String next = Nearest.suggestion(token, ROOTS, "");
    if (!next.isEmpty() && !isBound(tokens, token)) {
      findings.own(Rule.TAG_TYPO, site, "no variable begins with " + token, next);
    }
  }

  private static boolean isBound(List<String> tokens, String name) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).equals("let") && tokens.get(i + 1).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void inputs(String expression, Set<String> inputs) {
    Matcher uses =
        Pattern.compile(
                "(?<![\\w.])inputs\\.parameters(?:\\.([A-Za-z_]\\w*)|\\[\\s*['\"]([^'\"]+)['\"]\\s*])")
            .matcher(expression);
    Map<String, Boolean> reported = new HashMap<>();
    while (uses.find()) {
      String name = uses.group(1) == null ? uses.group(2) : uses.group(1);
      if (!inputs.contains(name) && reported.put(name, true) == null) {
        findings.own(
            Rule.EXPRESSION,
            site,
            "the template has no input parameter '" + name + "'",
            Nearest.suggestion(name, inputs, "Add it to inputs.parameters"));
      }
    }
  }
}
