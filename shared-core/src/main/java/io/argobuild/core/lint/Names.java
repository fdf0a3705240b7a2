package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules for names (Argo 4.1.2). */
final class Names {
  /** What stands for values that are known at run time only. */
  static final String PLACEHOLDER = "__argo__internal__placeholder-";

  private static final int MAX_FIELD_NAME = 128;
  private static final Pattern FIELD_NAME = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9]*");
  private static final Pattern PARAMETER_NAME = Pattern.compile("[-a-zA-Z0-9_]+");
  private static final Pattern PARAMETER_TAG =
      Pattern.compile("\\{\\{[-a-zA-Z0-9]+(\\.[-a-zA-Z0-9_]+)*+}}");
  private static final Pattern PLACEHOLDER_PART = Pattern.compile(PLACEHOLDER + "\\d+");

  private Names() {}

  /** Whether a text holds a tag without an expression. */
  static boolean hasParameter(String text) {
    return PARAMETER_TAG.matcher(text).find();
  }

  static boolean isPlaceholder(String text) {
    return text.startsWith(PLACEHOLDER);
  }

  /** Complaints about the name of a template, step, task or container. */
  static List<String> fieldNameErrors(String name) {
    List<String> errors = new ArrayList<>();
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_FIELD_NAME) {
      errors.add("must be no more than 128 characters");
    }
    if (!FIELD_NAME.matcher(name).matches()) {
      errors.add(
          "name must consist of alpha-numeric characters or '-', and must start with an"
              + " alpha-numeric character (e.g. My-name1-2, 123-NAME)");
    }
    return errors;
  }

  /** Like {@link #fieldNameErrors}, for a name in which values were replaced by placeholders. */
  static List<String> stepNameErrors(String name) {
    return fieldNameErrors(PLACEHOLDER_PART.matcher(name).replaceAll("x"));
  }

  static List<String> parameterNameErrors(String name) {
    return PARAMETER_NAME.matcher(name).matches()
        ? List.of()
        : List.of(
            "Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g."
                + " my_param_1, MY-PARAM-1");
  }

  /** The kind of names in a list. */
  enum Kind {
    FIELD,
    PARAMETER
  }

  /**
   * Checks the names of the objects in a list.
   *
   * @param before what stands before the index in the message
   */
  static void check(
      Findings findings,
      Kind kind,
      List<? extends JsonNode> objects,
      Site list,
      String callers,
      String before) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < objects.size(); i++) {
      String name = Fields.textOrEmpty(objects.get(i), "name");
      Site site = name.isEmpty() ? list.item(i) : list.item(i).field("name");
      String at = before + "[" + i + "].name";
      List<String> errors =
          kind == Kind.PARAMETER ? parameterNameErrors(name) : fieldNameErrors(name);
      if (name.isEmpty()) {
        findings.argo(Rule.NAME, site, callers, at + " is required");
      } else if (!errors.isEmpty()) {
        String message = at + ": '" + name + "' is invalid: " + String.join(";", errors);
        findings.argo(Rule.NAME, site, callers, message);
      } else if (!names.add(name)) {
        findings.argo(Rule.NAME, site, callers, at + " '" + name + "' is not unique");
      }
    }
  }
}
