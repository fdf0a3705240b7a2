package io.argobuild.core.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of variables that may be used at a place. */
final class VariableScope {
  static final String ITEM = "item";
  static final String ANY_ITEM = "item.*";
  static final String ANY_OUTPUT_PARAMETER = "workflow.outputs.parameters.*";
  static final String ANY_OUTPUT_ARTIFACT = "workflow.outputs.artifacts.*";

  /** Only tags that begin so are checked (Argo 4.1.2). */
  private static final List<String> CHECKED =
      List.of("item.", "steps.", "inputs.", "outputs.", "pod.", "workflow.", "tasks.");

  /** Known at run time only. */
  private static final List<String> LATE =
      List.of(
          "outputs.",
          "workflow.creationTimestamp",
          "workflow.scheduledTime",
          "workflow.duration",
          "tasks.name",
          "steps.name",
          "node.name");

  private final Set<String> names = new HashSet<>();
  private final Set<String> openPrefixes = new HashSet<>();

  VariableScope copy() {
    VariableScope copy = new VariableScope();
    copy.names.addAll(names);
    copy.openPrefixes.addAll(openPrefixes);
    return copy;
  }

  void add(String name) {
    names.add(name);
  }

  void addAll(Set<String> more) {
    names.addAll(more);
  }

  /** Accepts whatever begins so, because its source could not be found and was reported. */
  void open(String prefix) {
    openPrefixes.add(prefix);
  }

  Set<String> names() {
    return names;
  }

  /** Whether Argo's lint lets a tag pass. */
  boolean accepts(String rawTag, boolean inWorkflowTemplate) {
    String tag = rawTag.trim();
    if (CHECKED.stream().noneMatch(tag::startsWith)
        || names.contains(tag)
        || LATE.stream().anyMatch(tag::startsWith)
        || openPrefixes.stream().anyMatch(tag::startsWith)) {
      return true;
    }
    return tag.startsWith("item.") && names.contains(ANY_ITEM)
        || tag.startsWith("workflow.outputs.parameters.") && names.contains(ANY_OUTPUT_PARAMETER)
        || tag.startsWith("workflow.outputs.artifacts.") && names.contains(ANY_OUTPUT_ARTIFACT)
        || tag.startsWith("workflow.parameters") && inWorkflowTemplate;
  }
}
