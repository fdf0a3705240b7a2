package io.argobuild.maven;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parameters that are written as text, and text for the log. */
final class Texts {
  private Texts() {}

  /** A constant by its name in lower case. */
  static <E extends Enum<E>> E choice(Class<E> type, String parameter, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text.strip())) {
        return constant;
      }
    }
    String all =
        Stream.of(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw invalid(parameter, "'" + text + "' is none of " + all, "Use one of them");
  }

  /** {@code name=value} pairs, separated by commas. */
  static Map<String, String> pairs(String parameter, String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : list(text)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw invalid(parameter, "'" + pair + "' is no name=value", "Write name=value,other=value");
      }
      pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return pairs;
  }

  /** Separated by commas. */
  static List<String> list(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  static List<String> lines(String text) {
    return text.stripTrailing().lines().toList();
  }

  static ProblemException invalid(String parameter, String message, String nextStep) {
    return new ProblemException(
        new Problem(
            "ARGO_BAD_PARAMETER",
            ProblemClass.CONFIGURATION,
            message,
            new Place.At(parameter),
            nextStep));
  }
}
