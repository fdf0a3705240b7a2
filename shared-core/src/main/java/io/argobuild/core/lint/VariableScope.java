package io.argobuild.core.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Names of variables that may be used at a place. */
final class VariableScope {
  private static final String TASKS = "tasks.";
  private static final String STATUS = ".status";
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

  private final @Nullable VariableScope outer;
  private final Set<String> names;
  private final Set<String> openPrefixes = new HashSet<>();
  private final Predicate<String> endedTasks;

  /**
   * A scope without another around it.
   *
   * @param names the variables, also those that are added to the set later
   */
  VariableScope(Set<String> names) {
    this(null, names, task -> false);
  }

  private VariableScope(
      @Nullable VariableScope outer, Set<String> names, Predicate<String> endedTasks) {
    this.outer = outer;
    this.names = names;
    this.endedTasks = endedTasks;
  }

  /** A scope in this one. */
  VariableScope inner() {
    return new VariableScope(this, new HashSet<>(), task -> false);
  }

  /**
   * The scope of a task.
   *
   * @param endedTasks tells the tasks whose status is known
   */
  VariableScope ofTask(Predicate<String> endedTasks) {
    return new VariableScope(this, new HashSet<>(), endedTasks);
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

  /** All names, those of outer scopes too; none if they are more than {@code most}. */
  Set<String> names(int most) {
    Set<String> all = new HashSet<>();
    for (VariableScope scope = this; scope != null; scope = scope.outer) {
      if (all.size() + scope.names.size() > most) {
        return Set.of();
      }
      all.addAll(scope.names);
    }
    return all;
  }

  private boolean has(String name) {
    return names.contains(name) || outer != null && outer.has(name);
  }

  private boolean isOpen(String tag) {
    return openPrefixes.stream().anyMatch(tag::startsWith) || outer != null && outer.isOpen(tag);
  }

  private boolean isStatusOfEndedTask(String tag) {
    return tag.startsWith(TASKS)
        && tag.endsWith(STATUS)
        && tag.length() > TASKS.length() + STATUS.length()
        && endedTasks.test(tag.substring(TASKS.length(), tag.length() - STATUS.length()));
  }

  /** Whether Argo's lint lets a tag pass. */
  boolean accepts(String rawTag, boolean inWorkflowTemplate) {
    String tag = rawTag.trim();
    if (CHECKED.stream().noneMatch(tag::startsWith)
        || has(tag)
        || LATE.stream().anyMatch(tag::startsWith)
        || isOpen(tag)
        || isStatusOfEndedTask(tag)) {
      return true;
    }
    return tag.startsWith("item.") && has(ANY_ITEM)
        || tag.startsWith("workflow.outputs.parameters.") && has(ANY_OUTPUT_PARAMETER)
        || tag.startsWith("workflow.outputs.artifacts.") && has(ANY_OUTPUT_ARTIFACT)
        || tag.startsWith("workflow.parameters") && inWorkflowTemplate;
  }
}
