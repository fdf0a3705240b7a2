package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A template that is called when a condition about another node, or about the workflow, holds. */
public record LifecycleHook(ObjectNode raw) implements Invocation {
  /** The name of the hook that is an exit handler. */
  public static final String EXIT = "exit";

  public String expression() {
    return Fields.textOrEmpty(raw, "expression");
  }

  static LifecycleHook ofTemplate(String template) {
    ObjectNode raw = Fields.NOTHING.objectNode();
    raw.put("template", template);
    return new LifecycleHook(raw);
  }

  static Map<String, LifecycleHook> all(ObjectNode owner) {
    ObjectNode hooks = Fields.objectOrNothing(owner, "hooks");
    if (hooks.isEmpty()) {
      return Map.of();
    }
    Map<String, LifecycleHook> byName = new LinkedHashMap<>();
    hooks
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof ObjectNode hook) {
                byName.put(entry.getKey(), new LifecycleHook(hook));
              }
            });
    return Collections.unmodifiableMap(byName);
  }
}
