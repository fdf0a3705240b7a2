package io.argobuild.core.lint;

import io.argobuild.core.manifest.DagTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks of a DAG and what they wait for. Works without recursion. */
final class TaskGraph {
  /** More tasks would need too much memory; they are searched instead. */
  private static final int MAX_ANCESTOR_SETS = 10_000;

  private static final BitSet NONE = new BitSet();

  private final List<DagTask> tasks;
  private final Map<String, DagTask> byName = new LinkedHashMap<>();
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<String, Set<String>> dependencies = new LinkedHashMap<>();

  /** The indexes of all tasks that a task waits for; filled when first asked for. */
  private final Map<String, BitSet> ancestors = new HashMap<>();

  /** A dependency on a task that there is not. */
  record Missing(int task, String dependency) {}

  TaskGraph(List<DagTask> tasks) {
    this.tasks = tasks;
    for (int i = 0; i < tasks.size(); i++) {
      String name = tasks.get(i).name();
      byName.put(name, tasks.get(i));
      indexes.putIfAbsent(name, i);
    }
    byName.forEach(
        (name, task) -> dependencies.put(name, DependsSyntax.dependencies(task).keySet()));
  }

  List<DagTask> tasks() {
    return tasks;
  }

  Map<String, DagTask> byName() {
    return byName;
  }

  int indexOf(String name) {
    return indexes.getOrDefault(name, 0);
  }

  /** The first task that has the name of one before it. */
  Optional<Integer> duplicate() {
    for (int i = 0; i < tasks.size(); i++) {
      if (indexOf(tasks.get(i).name()) != i) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  List<Missing> missing() {
    List<Missing> missing = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      for (String dependency : dependenciesOf(tasks.get(i).name())) {
        if (!byName.containsKey(dependency)) {
          missing.add(new Missing(i, dependency));
        }
      }
    }
    return missing;
  }

  private Set<String> dependenciesOf(String name) {
    return dependencies.getOrDefault(name, Set.of());
  }

  /** Indexes of the tasks, each after those it waits for; only those that are in no cycle. */
  List<Integer> order() {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Map<String, List<String>> next = new HashMap<>();
    dependencies.forEach(
        (name, before) -> {
          long known = before.stream().filter(byName::containsKey).count();
          waiting.put(name, (int) known);
          before.forEach(b -> next.computeIfAbsent(b, k -> new ArrayList<>()).add(name));
        });
    Deque<String> ready = new ArrayDeque<>();
    waiting.forEach(
        (name, count) -> {
          if (count == 0) {
            ready.add(name);
          }
        });
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String name = ready.remove();
      order.add(indexOf(name));
      for (String follower : next.getOrDefault(name, List.of())) {
        if (waiting.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    return order;
  }

  /** The names along a cycle, with the first again at the end; empty if there is none. */
  List<String> cycle() {
    Set<String> inOrder = new LinkedHashSet<>();
    order().forEach(i -> inOrder.add(tasks.get(i).name()));
    Optional<String> start = byName.keySet().stream().filter(n -> !inOrder.contains(n)).findFirst();
    if (start.isEmpty()) {
      return List.of();
    }
    // Each task that is left waits for another that is left, so this walk must come back.
    Set<String> walked = new LinkedHashSet<>();
    String at = start.get();
    while (walked.add(at)) {
      String from = at;
      at =
          dependenciesOf(from).stream()
              .filter(name -> byName.containsKey(name) && !inOrder.contains(name))
              .findFirst()
              .orElse(from);
    }
    List<String> walk = List.copyOf(walked);
    List<String> cycle = new ArrayList<>(walk.subList(walk.indexOf(at), walk.size()));
    cycle.add(at);
    return cycle;
  }

  /** Whether a task starts only after another has ended. */
  boolean waitsFor(String task, String other) {
    if (tasks.size() > MAX_ANCESTOR_SETS) {
      return search(task, other);
    }
    if (ancestors.isEmpty()) {
      order().forEach(i -> ancestors.put(tasks.get(i).name(), ancestorsOf(tasks.get(i).name())));
    }
    Integer index = indexes.get(other);
    return index != null && ancestors.getOrDefault(task, NONE).get(index);
  }

  /** Those of a task whose dependencies have theirs. */
  private BitSet ancestorsOf(String name) {
    BitSet all = new BitSet(tasks.size());
    for (String dependency : dependenciesOf(name)) {
      Integer index = indexes.get(dependency);
      if (index != null) {
        all.set(index);
        all.or(ancestors.getOrDefault(dependency, NONE));
      }
    }
    return all;
  }

  private boolean search(String task, String other) {
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(dependenciesOf(task));
    while (!left.isEmpty()) {
      String ancestor = left.remove();
      if (ancestor.equals(other)) {
        return true;
      }
      if (seen.add(ancestor)) {
        left.addAll(dependenciesOf(ancestor));
      }
    }
    return false;
  }
}
