package io.argobuild.core.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two recorded trees differ; absent and empty are the same. */
final class TreeDifferences {
  private static final Set<String> SETS = Set.of("children", "inputArtifacts", "outputArtifacts");

  private TreeDifferences() {}

  static List<String> between(JsonNode recorded, JsonNode actual) {
    List<String> differences = new ArrayList<>();
    for (String field : List.of("phase", "message", "outputs")) {
      compare("workflow " + field, recorded.get(field), actual.get(field), differences);
    }
    Set<String> names = new TreeSet<>();
    recorded.path("nodes").fieldNames().forEachRemaining(names::add);
    actual.path("nodes").fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode expected = recorded.path("nodes").path(name);
      JsonNode got = actual.path("nodes").path(name);
      if (expected.isMissingNode()) {
        differences.add(name + ": is not recorded, but there: " + got);
      } else if (got.isMissingNode()) {
        differences.add(name + ": is missing; recorded: " + expected);
      } else {
        node(name, expected, got, differences);
      }
    }
    return differences;
  }

  private static void node(String name, JsonNode expected, JsonNode got, List<String> out) {
    Set<String> fields = new LinkedHashSet<>();
    expected.fieldNames().forEachRemaining(fields::add);
    got.fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      if (SETS.contains(field)) {
        compareSets(name + " " + field, expected.get(field), got.get(field), out);
      } else {
        compare(name + " " + field, expected.get(field), got.get(field), out);
      }
    }
  }

  private static void compareSets(String what, JsonNode expected, JsonNode got, List<String> out) {
    Set<String> a = texts(expected);
    Set<String> b = texts(got);
    if (!a.equals(b)) {
      out.add(what + ": recorded " + a + ", but is " + b);
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    if (list != null) {
      list.forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }

  private static void compare(String what, JsonNode expected, JsonNode got, List<String> out) {
    if (isNothing(expected) && isNothing(got)) {
      return;
    }
    if (expected == null || !expected.equals(got)) {
      out.add(what + ": recorded " + expected + ", but is " + got);
    }
  }

  private static boolean isNothing(JsonNode value) {
    return value == null
        || value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.asText().isEmpty());
  }
}
