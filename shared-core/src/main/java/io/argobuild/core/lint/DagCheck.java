package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.TextNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A DAG template. */
final class DagCheck {
  private static final FieldType TASK = new FieldType.Struct("DAGTask");

  private final Validation validation;
  private final Findings findings;
  private final Resolved resolved;
  private final VariableScope scope;
  private final String callers;
  private final String name;
  private final Site taskList;
  private final Map<String, TemplateResolver.Result> calls = new HashMap<>();

  DagCheck(Validation validation, Resolved resolved, VariableScope scope, String callers) {
    this.validation = validation;
    this.findings = validation.findings();
    this.resolved = resolved;
    this.scope = scope;
    this.callers = callers;
    this.name = "templates." + resolved.template().name();
    this.taskList = resolved.site().field("dag").field("tasks");
  }

  void check() {
    StepsCheck.groupOnly(findings, resolved, callers);
    List<DagTask> tasks = resolved.template().dag().orElseThrow().tasks();
    if (tasks.isEmpty()) {
      String message = name + " must have at least one task";
      findings.argo(Rule.DAG, resolved.site().field("dag"), callers, message, "Add a task");
      return;
    }
    TaskGraph graph = new TaskGraph(tasks);
    boolean sorted = reportOrder(graph);
    Names.check(
        findings,
        Names.Kind.FIELD,
        tasks.stream().map(DagTask::raw).toList(),
        taskList,
        callers,
        name + ".tasks");
    if (!sorted) {
      return;
    }
    boolean usesDepends = tasks.stream().anyMatch(task -> !task.depends().isEmpty());
    List<Integer> order = graph.order();
    order.forEach(i -> declare(tasks.get(i), taskList.item(i), usesDepends, graph));
    target(graph.byName());
    order.forEach(i -> use(tasks.get(i), taskList.item(i), graph));
  }

  /** False if the tasks cannot be brought into an order at all. */
  private boolean reportOrder(TaskGraph graph) {
    String prefix = name + " sorting failed: ";
    Optional<Integer> duplicate = graph.duplicate();
    if (duplicate.isPresent()) {
      Site site = taskList.item(duplicate.get());
      String task = graph.tasks().get(duplicate.get()).name();
      findings.argo(
          Rule.DAG,
          site.field("name"),
          callers,
          prefix + "duplicated nodeName " + task,
          "Rename one of the tasks");
      return false;
    }
    graph
        .missing()
        .forEach(
            missing ->
                findings.argo(
                    Rule.DAG,
                    dependencySite(graph.tasks().get(missing.task()), missing.task()),
                    callers,
                    prefix + "invalid dependency " + missing.dependency(),
                    Nearest.suggestion(
                        missing.dependency(),
                        graph.byName().keySet(),
                        "Define the task, or remove the dependency")));
    List<String> cycle = graph.cycle();
    if (!cycle.isEmpty()) {
      int first = graph.indexOf(cycle.get(0));
      findings.argo(
          Rule.DAG,
          dependencySite(graph.tasks().get(first), first),
          callers,
          prefix + "graph with cycle",
          "Break the cycle " + String.join(" -> ", cycle));
      return false;
    }
    return true;
  }

  private Site dependencySite(DagTask task, int index) {
    return taskList.item(index).field(task.depends().isEmpty() ? "dependencies" : "depends");
  }

  private void declare(DagTask task, Site site, boolean usesDepends, TaskGraph graph) {
    String at = name + ".tasks." + task.name();
    dependencyStyle(task, site, usesDepends, at);
    TemplateResolver.Result call =
        validation
            .templates()
            .call(task, site, resolved.base(), validation.anyArguments(), callers + at + " ");
    calls.put(task.name(), call);
    outputs(task).addTo(scope, call, StepsCheck.isAggregate(task));
    DependsSyntax.unknownResult(task.depends())
        .ifPresent(
            unknown ->
                findings.argo(
                    Rule.DEPENDS,
                    site.field("depends"),
                    callers,
                    "%s task result '%s' for task '%s' is invalid"
                        .formatted(
                            at, DependsSyntax.resultOf(unknown), DependsSyntax.taskOf(unknown)),
                    Nearest.suggestion(
                        DependsSyntax.resultOf(unknown),
                        DependsSyntax.RESULTS,
                        "Use one of " + String.join(", ", DependsSyntax.RESULTS))));
    DependsSyntax.dependencies(task)
        .forEach(
            (dependency, ofItems) -> {
              DagTask other = graph.byName().get(dependency);
              if (ofItems && other != null && !other.isLoop()) {
                findings.argo(
                    Rule.DEPENDS,
                    site.field("depends"),
                    callers,
                    ("%1$s.tasks.%2$s dependency '%2$s' uses an items-based condition such as"
                            + " .AnySucceeded or .AllFailed but does not contain any items")
                        .formatted(name, dependency),
                    "Use " + dependency + ".Succeeded or " + dependency + ".Failed");
              }
            });
  }

  private void dependencyStyle(DagTask task, Site site, boolean usesDepends, String at) {
    boolean hasDependencies = !task.dependencies().isEmpty();
    boolean digit = !task.name().isEmpty() && Character.isDigit(task.name().charAt(0));
    if ((usesDepends || hasDependencies) && digit) {
      findings.argo(
          Rule.NAME,
          site.field("name"),
          callers,
          at + " name cannot begin with a digit when using either 'depends' or 'dependencies'");
    }
    if (usesDepends && hasDependencies) {
      findings.argo(
          Rule.DEPENDS,
          site.field("dependencies"),
          callers,
          name + " cannot use both 'depends' and 'dependencies' in the same DAG template",
          "Write dependencies as depends: \"" + String.join(" && ", task.dependencies()) + "\"");
    }
    if (usesDepends && task.raw().hasNonNull("continueOn")) {
      findings.argo(
          Rule.DEPENDS,
          site.field("continueOn"),
          callers,
          name
              + " cannot use 'continueOn' when using 'depends'. Instead use"
              + " 'dep-task.Failed'/'dep-task.Errored'",
          "Remove continueOn");
    }
  }

  private void target(Map<String, DagTask> byName) {
    String target = resolved.template().dag().orElseThrow().target();
    Site site = resolved.site().field("dag").field("target");
    validation.checkVariables(
        scope,
        FieldType.Scalar.STRING,
        TextNode.valueOf(target),
        site,
        callers + name + ".targets ");
    if (target.isEmpty()) {
      return;
    }
    for (String task : target.split(" ", -1)) {
      if (!Names.hasParameter(task) && !byName.containsKey(task)) {
        String message = name + ".targets: target '" + task + "' is not defined";
        String next = Nearest.suggestion(task, byName.keySet(), "Name a task of this DAG");
        findings.argo(Rule.DAG, site, callers, message, next);
      }
    }
  }

  /** Checks what a task uses, now that all tasks are declared. */
  private void use(DagTask task, Site site, TaskGraph graph) {
    String at = name + ".tasks." + task.name();
    TemplateResolver.Result call = callOf(task.name());
    if (task.raw().hasNonNull("hooks")) {
      scope.add("tasks." + task.name() + ".status");
    }
    outputs(task).addTo(scope, call, false);
    Predicate<String> ended = other -> graph.waitsFor(task.name(), other);
    VariableScope taskScope =
        scope.ofTask(other -> callOf(other).template().isPresent() && ended.test(other));
    task.inline()
        .ifPresent(
            inline -> {
              for (Parameter parameter : inline.inputs().parameters()) {
                taskScope.add("inputs.parameters." + parameter.name());
              }
            });
    Loops.check(findings, task, site, callers, at + " ", taskScope);
    validation.checkVariables(taskScope, TASK, task.raw(), site, callers + at + " ");
    new ArgumentsCheck(findings, callers, at + ".arguments.", false)
        .check(task.arguments(), site.field("arguments"));
    argumentDependencies(task, site, at, ended);
    validation
        .templates()
        .call(task, site, resolved.base(), ArgumentSource.of(task.arguments()), callers + at + " ");
  }

  private void argumentDependencies(DagTask task, Site site, String at, Predicate<String> ended) {
    Site arguments = site.field("arguments");
    List<Parameter> parameters = task.arguments().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      argumentDependency(
          parameters.get(i).value().orElse(""),
          " for parameter '" + parameters.get(i).name() + "'",
          task,
          arguments.field("parameters").item(i).field("value"),
          at,
          ended);
    }
    List<Artifact> artifacts = task.arguments().artifacts();
    for (int i = 0; i < artifacts.size(); i++) {
      argumentDependency(
          artifacts.get(i).from(),
          " for artifact '" + artifacts.get(i).name() + "'",
          task,
          arguments.field("artifacts").item(i).field("from"),
          at,
          ended);
    }
  }

  /** An argument that begins with an output of a task makes that task a dependency. */
  private void argumentDependency(
      String text, String what, DagTask task, Site site, String at, Predicate<String> ended) {
    String[] parts = text.split("\\.", -1);
    if (text.startsWith("{{tasks.") && parts.length > 1 && !ended.test(parts[1])) {
      findings.argo(
          Rule.DEPENDS,
          site,
          callers,
          at + " missing dependency '" + parts[1] + "'" + what,
          "Add " + parts[1] + " to the dependencies of " + task.name());
    }
  }

  private CallOutputs outputs(DagTask task) {
    return new CallOutputs(validation, "tasks." + task.name());
  }

  private TemplateResolver.Result callOf(String task) {
    return calls.getOrDefault(task, TemplateResolver.Result.of(TemplateResolver.Outcome.MISSING));
  }
}
