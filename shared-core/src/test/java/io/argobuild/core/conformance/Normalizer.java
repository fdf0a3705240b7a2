package io.argobuild.core.conformance;

import java.util.regex.Pattern;

/** Replaces what differs from run to run: the workflow's name and hashes. */
final class Normalizer {
  private static final Pattern PLACE = Pattern.compile("(WF(?:-[-A-Za-z0-9]*?)?)-\\d{1,10}(?!\\d)");
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{9,10}(?!\\d)");

  private final String workflowName;

  Normalizer(String workflowName) {
    this.workflowName = workflowName;
  }

  String text(String text) {
    String named = workflowName.isEmpty() ? text : text.replace(workflowName, "WF");
    String placed = PLACE.matcher(named).replaceAll("$1-HASH");
    return NUMBER.matcher(placed).replaceAll("HASH");
  }
}
