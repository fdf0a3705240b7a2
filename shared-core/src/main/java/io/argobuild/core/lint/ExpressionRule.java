package io.argobuild.core.lint;

import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import io.argobuild.core.expression.Reference;
import io.argobuild.core.expression.sprig.Sprig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Slips in expressions, which Argo meets only at run time. */
final class ExpressionRule {
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);
  private static final Pattern LET = Pattern.compile("\\blet\\s+([A-Za-z_]\\w*)");
  private static final Environment NO_VARIABLES = Environment.of(Map.of());
  private static final Set<String> SPRIG = Set.copyOf(Sprig.functions().keySet());

  /** What stands at the beginning of names, and functions. */
  private static final Set<String> KNOWN = known();

  private final Findings findings;
  private final Site site;

  private ExpressionRule(Findings findings, Site site) {
    this.findings = findings;
    this.site = site;
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(Expression.functionNames());
    known.addAll(TagRules.ROOTS);
    // Of transformations, HTTP templates and events.
    known.addAll(List.of("data", "request", "response", "payload", "discriminator"));
    return known;
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
    if (expression.isBlank()) {
      findings.own(Rule.EXPRESSION, site, "the expression is empty");
      return;
    }
    try {
      List<Reference> references = Expression.references(expression, NO_VARIABLES);
      Set<String> bound = new HashSet<>();
      LET.matcher(expression).results().forEach(let -> bound.add(let.group(1)));
      for (Reference reference : references) {
        if (!bound.contains(reference.names().get(0))) {
          root(reference.names().get(0));
        }
        if (reference.names().size() > 1) {
          member(reference, inputs);
        }
      }
    } catch (ExpressionException e) {
      boolean cut = expression.endsWith("}") || count(expression, '{') > count(expression, '}');
      findings.own(
          Rule.EXPRESSION,
          site,
          "the expression can't be read: " + e.text().lines().findFirst().orElse(""),
          cut
              ? "A tag ends at the first }}, so write a blank between } and }}"
              : Rule.EXPRESSION.suggestion());
    }
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }

  private void root(String name) {
    if (KNOWN.contains(name)) {
      return;
    }
    String next = Nearest.suggestion(name, KNOWN, "");
    if (!next.isEmpty()) {
      findings.own(Rule.TAG_TYPO, site, "no variable or function begins with " + name, next);
    }
  }

  private void member(Reference reference, Optional<Set<String>> inputs) {
    List<String> names = reference.names();
    if (names.get(0).equals("sprig") && !SPRIG.contains(names.get(1))) {
      findings.own(
          Rule.TAG_TYPO,
          site,
          "sprig has no function " + names.get(1) + " in Argo",
          Nearest.suggestion(names.get(1), SPRIG, "Use another function"));
    }
    // What may be absent is not missed.
    if (names.size() > 2
        && reference.certain() > 2
        && names.get(0).equals("inputs")
        && names.get(1).equals("parameters")
        && inputs.isPresent()
        && !inputs.get().contains(names.get(2))) {
      findings.own(
          Rule.EXPRESSION,
          site,
          "the template has no input parameter '" + names.get(2) + "'",
          Nearest.suggestion(names.get(2), inputs.get(), "Add it to inputs.parameters"));
    }
  }
}
