package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Invocation;

/** What a step or task loops over. */
final class Loops {
  private Loops() {}

  /** Reports contradictions and adds the variables of an item. */
  static void check(
      Findings findings,
      Invocation call,
      Site site,
      String callers,
      String prefix,
      VariableScope scope) {
    JsonNode items = call.raw().path("withItems");
    boolean hasItems = !items.isEmpty();
    boolean hasParameter = !call.raw().path("withParam").asText("").isEmpty();
    JsonNode sequence = call.raw().path("withSequence");
    int sources = (hasItems ? 1 : 0) + (hasParameter ? 1 : 0) + (sequence.isObject() ? 1 : 0);
    if (sources > 1) {
      String message = prefix + "only one of withItems, withParam, withSequence can be specified";
      findings.argo(Rule.LOOP, site, callers, message);
    }
    if (hasItems) {
      items.forEach(item -> addItem(item, scope));
    } else if (hasParameter) {
      scope.add(VariableScope.ITEM);
      scope.add(VariableScope.ANY_ITEM);
    } else if (sequence.isObject()) {
      if (sequence.hasNonNull("count") && sequence.hasNonNull("end")) {
        String message = prefix + "only one of count or end can be defined in withSequence";
        findings.argo(Rule.LOOP, site.field("withSequence"), callers, message, "Keep count or end");
      }
      scope.add(VariableScope.ITEM);
    }
  }

  private static void addItem(JsonNode item, VariableScope scope) {
    if (item.isObject()) {
      item.fieldNames().forEachRemaining(key -> scope.add("item." + key));
    } else if (item.isArray()) {
      for (int i = 0; i < item.size(); i++) {
        scope.add("item.[" + i + "]");
      }
    } else {
      scope.add(VariableScope.ITEM);
    }
  }
}
