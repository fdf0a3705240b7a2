package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The call of the entrypoint or of the exit handler by the workflow itself. */
public record Entry(ObjectNode raw) implements Invocation {
  /** Calls a template of the workflow with arguments. */
  public static Entry of(String template, Arguments arguments) {
    ObjectNode raw = Fields.NOTHING.objectNode();
    raw.put("template", template);
    raw.set("arguments", arguments.raw());
    return new Entry(raw);
  }
}
