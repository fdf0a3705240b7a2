package io.argobuild.core.retry;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses nodes by their fields, as {@code --node-field-selector} does: {@code field=value}, {@code
 * ==} and {@code !=}, joined by commas. A field that a node does not have is empty.
 */
public final class FieldSelector {
  /** Longer ones are nobody's. */
  private static final int MAX_LENGTH = 10_000;

  private static final String PARAMETERS = "inputs.parameters.";
  private static final String VALUE = ".value";

  private final String text;
  private final List<Term> terms;

  private record Term(String field, String value, boolean equal) {}

  private FieldSelector(String text, List<Term> terms) {
    this.text = text;
    this.terms = terms;
  }

  /** Throws {@code NODE_SELECTOR_INVALID} for what is no selector. */
  public static FieldSelector parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw invalid("it is too long", text.substring(0, 40) + "...");
    }
    List<Term> terms = new ArrayList<>();
    for (String part : split(text)) {
      if (!part.isBlank()) {
        terms.add(term(part, text));
      }
    }
    return new FieldSelector(text, List.copyOf(terms));
  }

  /** At commas that are not escaped (Kubernetes: {@code \,}, {@code \=} and {@code \\}). */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
      } else if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static Term term(String part, String whole) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) == '\\') {
        i++;
      } else if (part.startsWith("!=", i)) {
        return new Term(field(part, i, whole), unescaped(part.substring(i + 2)), false);
      } else if (part.charAt(i) == '=') {
        int length = part.startsWith("==", i) ? 2 : 1;
        return new Term(field(part, i, whole), unescaped(part.substring(i + length)), true);
      }
    }
    throw invalid("'" + part + "' has no '=' or '!='", whole);
  }

  private static String field(String part, int end, String whole) {
    String field = part.substring(0, end).strip();
    boolean known =
        switch (field) {
          case "displayName",
              "templateName",
              "phase",
              "name",
              "id",
              "templateRef.name",
              "templateRef.template" ->
              true;
          default -> field.startsWith(PARAMETERS) && field.endsWith(VALUE);
        };
    if (!known) {
      throw invalid("a node has no field '" + field + "'", whole);
    }
    return field;
  }

  private static String unescaped(String value) {
    return value.strip().replaceAll("\\\\([\\\\,=])", "$1");
  }

  private static ProblemException invalid(String why, String text) {
    return new ProblemException(
        new Problem(
            "NODE_SELECTOR_INVALID",
            ProblemClass.CONFIGURATION,
            why,
            new Place.At("node field selector '" + text + "'"),
            "Write field=value,... with displayName, templateName, phase, name, id,"
                + " templateRef.name, templateRef.template or inputs.parameters.NAME.value"));
  }

  public boolean isEmpty() {
    return terms.isEmpty();
  }

  public boolean matches(NodeStatus node) {
    return terms.stream().allMatch(term -> term.equal() == value(node, term).equals(term.value()));
  }

  private static String value(NodeStatus node, Term term) {
    return switch (term.field()) {
      case "displayName" -> node.displayName();
      case "templateName" -> node.templateName();
      case "phase" -> node.phase().argoName();
      case "name" -> node.name();
      case "id" -> node.id();
      case "templateRef.name" -> ref(node, "name");
      case "templateRef.template" -> ref(node, "template");
      default -> parameter(node, term.field());
    };
  }

  private static String ref(NodeStatus node, String field) {
    return node.templateRef() == null ? "" : Fields.textOrEmpty(node.templateRef(), field);
  }

  private static String parameter(NodeStatus node, String field) {
    String name = field.substring(PARAMETERS.length(), field.length() - VALUE.length());
    return node.inputs() == null
        ? ""
        : new Inputs(node.inputs())
            .parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .flatMap(Parameter::value)
                .orElse("");
  }

  @Override
  public String toString() {
    return text;
  }
}
