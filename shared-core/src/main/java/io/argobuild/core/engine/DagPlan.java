package io.argobuild.core.engine;

import io.argobuild.core.manifest.Dag;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.template.DependsExpression;
import io.argobuild.core.template.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of a DAG template.
 *
 * @param tasks by name, in the order written
 * @param depends the condition of each task
 * @param dependents for each task those that wait for it
 * @param targets tasks that decide the DAG's phase
 * @param order tasks that the targets need, each after those it depends on
 */
record DagPlan(
    Map<String, DagTask> tasks,
    Map<String, DependsExpression> depends,
    Map<String, List<String>> dependents,
    List<String> targets,
    List<String> order) {

  /**
   * @throws TemplateException when a name or a condition is wrong, or tasks wait for each other
   */
  static DagPlan of(Dag dag) throws TemplateException {
    Map<String, DagTask> tasks = new LinkedHashMap<>();
    for (DagTask task : dag.tasks()) {
      tasks.putIfAbsent(task.name(), task);
    }
    Map<String, DependsExpression> depends = new HashMap<>();
    Map<String, List<String>> dependents = new HashMap<>();
    for (DagTask task : tasks.values()) {
      DependsExpression condition = condition(task, tasks);
      depends.put(task.name(), condition);
      for (String needed : condition.tasks()) {
        dependents.computeIfAbsent(needed, name -> new ArrayList<>()).add(task.name());
      }
    }
    List<String> targets = targets(dag, tasks, dependents);
    List<String> order = order(targets, depends);
    return new DagPlan(tasks, depends, dependents, targets, order);
  }

  private static DependsExpression condition(DagTask task, Map<String, DagTask> tasks)
      throws TemplateException {
    try {
      return DependsExpression.of(task, tasks::get);
    } catch (ProblemException e) {
      throw new TemplateException(e.problem().message());
    }
  }

  List<String> dependenciesOf(String task) {
    DependsExpression condition = depends.get(task);
    return condition == null ? List.of() : List.copyOf(condition.tasks());
  }

  int dependencyCount(String task) {
    DependsExpression condition = depends.get(task);
    return condition == null ? 0 : condition.tasks().size();
  }

  List<String> dependentsOf(String task) {
    return dependents.getOrDefault(task, List.of());
  }

  /** Whether one task comes before another, directly or not. */
  boolean isAncestor(String ancestor, String task) {
    Set<String> seen = new HashSet<>();
    Deque<String> queue = new ArrayDeque<>(dependenciesOf(task));
    while (!queue.isEmpty()) {
      String next = queue.poll();
      if (next.equals(ancestor)) {
        return true;
      }
      if (seen.add(next)) {
        queue.addAll(dependenciesOf(next));
      }
    }
    return false;
  }

  private static List<String> targets(
      Dag dag, Map<String, DagTask> tasks, Map<String, List<String>> dependents)
      throws TemplateException {
    if (dag.target().isEmpty()) {
      return tasks.keySet().stream()
          .filter(name -> !dependents.containsKey(name))
          .sorted()
          .toList();
    }
    List<String> targets = List.of(dag.target().split(" ", -1));
    for (String target : targets) {
      if (!tasks.containsKey(target)) {
        throw new TemplateException("target '" + target + "' is not defined");
      }
    }
    return targets;
  }

  /** Depth first from the targets, without recursion as chains may be long. */
  private static List<String> order(List<String> targets, Map<String, DependsExpression> depends)
      throws TemplateException {
    Set<String> done = new java.util.LinkedHashSet<>();
    Set<String> onPath = new java.util.LinkedHashSet<>();
    Deque<Step> stack = new ArrayDeque<>();
    for (String target : targets) {
      push(stack, onPath, done, target, depends);
      while (!stack.isEmpty()) {
        Step step = stack.peek();
        if (step.needed.hasNext()) {
          push(stack, onPath, done, step.needed.next(), depends);
        } else {
          stack.pop();
          onPath.remove(step.task);
          done.add(step.task);
        }
      }
    }
    return List.copyOf(done);
  }

  private record Step(String task, java.util.Iterator<String> needed) {}

  private static void push(
      Deque<Step> stack,
      Set<String> onPath,
      Set<String> done,
      String task,
      Map<String, DependsExpression> depends)
      throws TemplateException {
    if (done.contains(task)) {
      return;
    }
    if (!onPath.add(task)) {
      throw new TemplateException("tasks dependency cycle detected: " + task);
    }
    DependsExpression condition = depends.get(task);
    stack.push(
        new Step(
            task,
            condition == null
                ? java.util.Collections.emptyIterator()
                : condition.tasks().iterator()));
  }
}
