package io.argobuild.core.expression.selector;

import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What keys and values of labels may look like, with Kubernetes' messages. */
final class LabelSyntax {
  private static final int MAX_PREFIX = 253;
  private static final int MAX_NAME = 63;
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String VALUE = "(" + NAME + ")?";
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";

  // Without the groups of the texts above, which can take long to find that there is no match.
  private static final Pattern NAME_PATTERN =
      Pattern.compile("(?![-_.])[-A-Za-z0-9_.]++(?<![-_.])");
  private static final Pattern LABEL_PATTERN = Pattern.compile("(?!-)[-a-z0-9]++(?<!-)");

  private LabelSyntax() {}

  static void requireKey(String key) {
    List<String> problems = keyProblems(key);
    if (!problems.isEmpty()) {
      throw new SelectorException(invalid("<nil>", key, String.join("; ", problems)));
    }
  }

  static void requireValues(String key, Operator operator, List<String> values) {
    List<String> errors = new ArrayList<>();
    List<String> sorted = values.stream().sorted(GoText::compare).distinct().toList();
    if (operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN) {
      if (GoNumbers.atoi(sorted.get(0)) == null) {
        errors.add(
            invalid(
                "values[0]",
                sorted.get(0),
                "for 'Gt', 'Lt' operators, the value must be an integer"));
      }
    }
    for (int i = 0; i < sorted.size(); i++) {
      String problem = valueProblem(sorted.get(i));
      if (!problem.isEmpty()) {
        errors.add(invalid("values[" + i + "][" + key + "]", sorted.get(i), problem));
      }
    }
    if (!errors.isEmpty()) {
      throw new SelectorException(
          errors.size() == 1 ? errors.get(0) : "[" + String.join(", ", errors) + "]");
    }
  }

  private static String invalid(String path, String value, String detail) {
    return path + ": Invalid value: " + GoQuote.quote(value) + ": " + detail;
  }

  private static String atMost(int bytes) {
    return "must be no more than " + bytes + " bytes";
  }

  private static String expected(String what, String regex, String... examples) {
    StringBuilder text = new StringBuilder(what).append(" (e.g. ");
    for (int i = 0; i < examples.length; i++) {
      text.append(i > 0 ? " or " : "").append('\'').append(examples[i]).append("', ");
    }
    return text.append("regex used for validation is '").append(regex).append("')").toString();
  }

  private static String expectedName(String what) {
    return expected(
        what
            + "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
            + " alphanumeric character",
        NAME,
        "MyName",
        "my.name",
        "123-abc");
  }

  private static List<String> keyProblems(String key) {
    List<String> problems = new ArrayList<>();
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      problems.add(
          expectedName("a valid label key ")
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
      return problems;
    }
    if (parts.length == 2) {
      addPrefixProblems(parts[0], problems);
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (GoText.length(name) > MAX_NAME) {
      problems.add("name part " + atMost(MAX_NAME));
    }
    if (!NAME_PATTERN.matcher(name).matches()) {
      problems.add(expectedName("name part "));
    }
    return problems;
  }

  private static void addPrefixProblems(String prefix, List<String> problems) {
    if (prefix.isEmpty()) {
      problems.add("prefix part must be non-empty");
      return;
    }
    if (GoText.length(prefix) > MAX_PREFIX) {
      problems.add("prefix part " + atMost(MAX_PREFIX));
    }
    for (String label : prefix.split("\\.", -1)) {
      if (!LABEL_PATTERN.matcher(label).matches()) {
        problems.add(
            expected(
                "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                    + " characters, '-' or '.', and must start and end with an alphanumeric"
                    + " character",
                SUBDOMAIN,
                "example.com"));
        return;
      }
    }
  }

  private static String valueProblem(String value) {
    List<String> problems = new ArrayList<>();
    if (GoText.length(value) > MAX_NAME) {
      problems.add(atMost(MAX_NAME));
    }
    if (!value.isEmpty() && !NAME_PATTERN.matcher(value).matches()) {
      problems.add(
          expected(
              "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
                  + " '.', and must start and end with an alphanumeric character",
              VALUE,
              "MyValue",
              "my_value",
              "12345"));
    }
    return String.join("; ", problems);
  }
}
