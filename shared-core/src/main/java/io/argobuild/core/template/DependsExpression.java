package io.argobuild.core.template;

import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which results of which tasks a DAG task waits: its {@code depends}, or the same made of its
 * {@code dependencies} (Argo 4.1.2).
 */
public final class DependsExpression {
  private static final String NAME = "[a-zA-Z0-9][-a-zA-Z0-9]*";
  private static final Pattern RESULT_OR_NAME =
      Pattern.compile("(" + NAME + "?)\\.([A-Z][a-zA-Z]+)|(" + NAME + ")");

  private static final int MAX_LENGTH = 100_000;

  private final String depends;
  private final String logic;
  private final Set<String> tasks;
  private final Set<String> loops;

  /** What every task must have one of, when the list of them is too long to be an expression. */
  private final Map<String, List<TaskResult>> all;

  private DependsExpression(
      String depends,
      String logic,
      Set<String> tasks,
      Set<String> loops,
      Map<String, List<TaskResult>> all) {
    this.all = all;
    this.depends = depends;
    this.logic = logic;
    this.tasks = Collections.unmodifiableSet(tasks);
    this.loops = Collections.unmodifiableSet(loops);
  }

  /**
   * Reads the condition of a task.
   *
   * <p>Throws {@link ProblemException} when it is too long.
   *
   * @param byName finds the tasks of the DAG; those that don't exist are treated as plain ones
   */
  public static DependsExpression of(
      DagTask task, Function<String, ? extends @Nullable DagTask> byName) {
    String depends = task.depends();
    List<String> dependencies = task.dependencies();
    String written =
        depends.isEmpty()
            ? String.join(
                " && ", dependencies.stream().map(name -> expanded(name, byName)).toList())
            : depends;
    if (written.length() > MAX_LENGTH && depends.isEmpty()) {
      return longList(dependencies, written, byName);
    }
    if (written.length() > MAX_LENGTH) {
      throw failure("a condition longer than " + MAX_LENGTH + " characters");
    }
    Set<String> tasks = new LinkedHashSet<>();
    Set<String> loops = new LinkedHashSet<>();
    StringBuilder logic = new StringBuilder();
    Matcher matcher = RESULT_OR_NAME.matcher(written);
    while (matcher.find()) {
      String bare = matcher.group(3);
      String name = bare == null ? matcher.group(1) : bare;
      tasks.add(name);
      if (bare != null) {
        matcher.appendReplacement(logic, Matcher.quoteReplacement(expanded(bare, byName)));
      } else if (TaskResult.of(matcher.group(2)).map(TaskResult::isOfItems).orElse(false)) {
        loops.add(name);
      }
    }
    matcher.appendTail(logic);
    return new DependsExpression(depends, logic.toString(), tasks, loops, Map.of());
  }

  private static DependsExpression longList(
      List<String> dependencies,
      String written,
      Function<String, ? extends @Nullable DagTask> byName) {
    Map<String, List<TaskResult>> all = new LinkedHashMap<>();
    dependencies.forEach(name -> all.put(name, results(name, byName)));
    return new DependsExpression("", written, all.keySet(), Set.of(), all);
  }

  /** What a bare name stands for. */
  private static String expanded(
      String name, Function<String, ? extends @Nullable DagTask> byName) {
    List<String> terms =
        results(name, byName).stream().map(result -> name + "." + result.text()).toList();
    return "(" + String.join(" || ", terms) + ")";
  }

  private static List<TaskResult> results(
      String name, Function<String, ? extends @Nullable DagTask> byName) {
    List<TaskResult> results = new ArrayList<>();
    results.add(TaskResult.SUCCEEDED);
    results.add(TaskResult.SKIPPED);
    results.add(TaskResult.DAEMONED);
    DagTask task = byName.apply(name);
    if (task != null && task.continuesOnError()) {
      results.add(TaskResult.ERRORED);
    }
    if (task != null && task.continuesOnFailed()) {
      results.add(TaskResult.FAILED);
    }
    return results;
  }

  /** With every result spelled out; empty when the task waits for nothing. */
  public String logic() {
    return logic;
  }

  /** The tasks waited for, in the order in which they are named. */
  public Set<String> tasks() {
    return tasks;
  }

  /** Those whose items are asked for, so that they must be loops. */
  public Set<String> loops() {
    return loops;
  }

  /** What lint says of a result that no task has; only a written {@code depends} is looked at. */
  public Optional<String> unknownResult() {
    Matcher results = RESULT_OR_NAME.matcher(depends);
    while (results.find()) {
      if (results.group(2) != null && TaskResult.of(results.group(2)).isEmpty()) {
        return Optional.of(
            "task result '"
                + results.group(2)
                + "' for task '"
                + results.group(1)
                + "' is invalid");
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the task runs, once all {@link #tasks()} are done; true when there are none. Throws
   * {@link ProblemException} with Argo's message.
   *
   * @param results tells of a task, by its name, whether it has a result
   */
  public boolean evaluate(BiPredicate<String, TaskResult> results) {
    if (logic.isEmpty()) {
      return true;
    }
    if (!all.isEmpty()) {
      return all.entrySet().stream()
          .allMatch(
              task ->
                  task.getValue().stream().anyMatch(result -> results.test(task.getKey(), result)));
    }
    // A dash would be a subtraction.
    String source = logic.replace('-', '_');
    Map<String, Object> variables = new LinkedHashMap<>();
    for (String task : tasks) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (TaskResult result : TaskResult.values()) {
        values.put(result.text(), results.test(task, result));
      }
      variables.putIfAbsent(task.replace('-', '_'), values);
    }
    return bool(source, Environment.of(variables).bare());
  }

  private static boolean bool(String source, Environment environment) {
    Object value;
    try {
      value = Expression.compile(source, environment).run();
    } catch (ExpressionException e) {
      boolean running = e.stage() == io.argobuild.core.expression.Stage.RUN;
      String prefix = unable(source);
      throw failure(running ? prefix + prefix + e.text() : prefix + e.text());
    }
    if (value instanceof Boolean answer) {
      return answer;
    }
    throw failure(
        unable(source)
            + "unable to cast expression result '"
            + Expression.print(value)
            + "' to bool");
  }

  private static String unable(String source) {
    return "unable to evaluate expression '" + source + "': ";
  }

  private static ProblemException failure(String message) {
    return new ProblemException(
        new Problem("DEPENDS_INVALID", ProblemClass.CONFIGURATION, message, Place.NOWHERE, ""));
  }
}
