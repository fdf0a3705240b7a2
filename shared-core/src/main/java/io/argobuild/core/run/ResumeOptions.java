package io.argobuild.core.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to resume.
 *
 * @param node name, display name or ID of a suspended node; empty for the workflow and all of them
 * @param outputs values of the node's supplied output parameters
 * @param message kept at the node; may be empty
 */
public record ResumeOptions(String node, Map<String, String> outputs, String message) {
  public static final ResumeOptions ALL = new ResumeOptions("", Map.of(), "");

  public ResumeOptions {
    outputs = Map.copyOf(new LinkedHashMap<>(outputs));
  }
}
