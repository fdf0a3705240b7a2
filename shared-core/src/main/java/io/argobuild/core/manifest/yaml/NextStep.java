package io.argobuild.core.manifest.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/** What usually helps against an error of go-yaml's. */
final class NextStep {
  private static final Map<String, String> BY_PART = byPart();

  private NextStep() {}

  private static Map<String, String> byPart() {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put(
        "invalid map key: map[interface {}]",
        "A value that starts with {{ must be in quotes: \"{{inputs.parameters.x}}\"");
    steps.put("invalid map key", "Use text as the key");
    steps.put("unsupported map key", "Put the key in quotes");
    steps.put("already set in map", "Remove one of the two entries");
    steps.put("mapping values are not allowed", "Put the value in quotes if it holds ': '");
    steps.put("did not find expected key", "Check the indentation here and on the line before");
    steps.put("could not find expected ':'", "Check the indentation here and on the line before");
    steps.put("did not find expected '-'", "Check the indentation here and on the line before");
    steps.put("tab character", "Indent with blanks");
    steps.put(
        "cannot start any token", "Indent with blanks; put text that starts with @ or ` in quotes");
    steps.put("found unexpected end of stream", "Close the quote");
    steps.put("alphabetic or numeric character", "Put text that starts with * or & in quotes");
    steps.put("control characters", "Write the character as an escape in double quotes");
    steps.put("unknown escape character", "Use single quotes, or double the backslash");
    steps.put("unknown anchor", "Define the anchor (&name) before it is used (*name)");
    steps.put("unsupported value", "JSON has no such number; put it in quotes");
    steps.put("excessive aliasing", "Write the values out, or use fewer aliases");
    steps.put("values, counting each use", "Split the document, or use fewer aliases");
    steps.put("deep", "Make the structure flatter");
    return steps;
  }

  static String of(String message) {
    for (Map.Entry<String, String> step : BY_PART.entrySet()) {
      if (message.contains(step.getKey())) {
        return step.getValue();
      }
    }
    return "Correct the YAML here";
  }
}
