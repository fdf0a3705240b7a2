package io.argobuild.core.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Whether a tree has what another one says. */
final class Part {
  private Part() {}

  /**
   * What is missing. An object has to have the fields wanted, a list for each item wanted one that
   * has it, where null is wanted there may be nothing.
   */
  static List<String> missing(String path, JsonNode wanted, JsonNode actual) {
    List<String> missing = new ArrayList<>();
    if (wanted.isNull()) {
      if (!actual.isMissingNode() && !actual.isNull()) {
        missing.add(path + " should not be there but is " + actual);
      }
    } else if (wanted.isObject() && actual.isObject()) {
      wanted
          .properties()
          .forEach(
              entry ->
                  missing.addAll(
                      missing(
                          path + '.' + entry.getKey(),
                          entry.getValue(),
                          actual.path(entry.getKey()))));
    } else if (wanted.isArray() && actual.isArray()) {
      for (JsonNode item : wanted) {
        if (!has(actual, item)) {
          missing.add(path + " has no " + item + " in " + actual);
        }
      }
    } else if (!isSame(wanted, actual)) {
      missing.add(path + " should be " + wanted + " but is " + actual);
    }
    return missing;
  }

  private static boolean isSame(JsonNode wanted, JsonNode actual) {
    return wanted.isIntegralNumber() && actual.isIntegralNumber()
        ? wanted.longValue() == actual.longValue()
        : wanted.equals(actual);
  }

  private static boolean has(JsonNode list, JsonNode wanted) {
    for (JsonNode item : list) {
      if (missing("", wanted, item).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
