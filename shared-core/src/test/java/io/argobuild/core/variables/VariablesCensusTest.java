package io.argobuild.core.variables;

import static io.argobuild.core.variables.Scope.BODY;
import static io.argobuild.core.variables.Scope.EXIT;
import static io.argobuild.core.variables.Scope.HOOK;
import static io.argobuild.core.variables.Scope.LOOP;
import static io.argobuild.core.variables.Scope.RETRIED_BODY;
import static io.argobuild.core.variables.Scope.STEP;
import static io.argobuild.core.variables.Scope.STEP_HOOK;
import static io.argobuild.core.variables.Scope.TASK;
import static io.argobuild.core.variables.Scope.TASK_BODY;
import static io.argobuild.core.variables.Scope.TASK_HOOK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.PodOutcome;
import io.argobuild.core.engine.PodWorld;
import io.argobuild.core.engine.ScriptedRun;
import io.argobuild.core.golden.DocSection;
import io.argobuild.core.golden.GoldenFile;
import io.argobuild.core.lint.Finding;
import io.argobuild.core.lint.Lint;
import io.argobuild.core.lint.LintOptions;
import io.argobuild.core.lint.Rule;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.template.ManifestResources;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every variable in every place: lint takes or refuses it as Argo 4.1.2 does, and where it is to
 * have a value it has one in a run.
 */
class VariablesCensusTest {
  private static final Set<Scope> EVERYWHERE = EnumSet.allOf(Scope.class);
  private static final Set<Scope> BODIES = EnumSet.of(BODY, TASK_BODY, RETRIED_BODY, EXIT);
  private static final Set<Scope> AT_THE_END = EnumSet.of(EXIT, HOOK);
  private static final Set<Scope> AFTER_STEPS = EnumSet.of(STEP, STEP_HOOK);
  private static final Set<Scope> AFTER_TASKS = EnumSet.of(TASK, TASK_HOOK);

  /** Where each variable has a value. */
  private static Map<String, Set<Scope>> variables() {
    Map<String, Set<Scope>> all = new LinkedHashMap<>();
    for (String name :
        List.of("name", "namespace", "uid", "serviceAccountName", "mainEntrypoint", "priority")) {
      all.put("workflow." + name, EVERYWHERE);
    }
    all.put("workflow.creationTimestamp", EVERYWHERE);
    for (String letter : "A a B b m d H I M S Y y p Z z L s RFC3339".split(" ")) {
      all.put("workflow.creationTimestamp." + letter, EVERYWHERE);
    }
    for (String name :
        List.of(
            "scheduledTime",
            "parameters.p",
            "parameters",
            "parameters.json",
            "labels.l",
            "labels",
            "labels.json",
            "annotations.a",
            "annotations",
            "annotations.json")) {
      all.put("workflow." + name, EVERYWHERE);
    }
    all.put("workflow.status", AT_THE_END);
    all.put("workflow.duration", AT_THE_END);
    all.put("workflow.failures", EnumSet.of(EXIT));
    all.put("workflow.outputs.parameters.g", EnumSet.of(STEP, TASK, EXIT));
    for (String name :
        List.of(
            "inputs.parameters.i",
            "inputs.parameters",
            "inputs.artifacts.ia.path",
            "outputs.parameters.op.path",
            "outputs.artifacts.oa.path",
            "pod.name",
            "node.name")) {
      all.put(name, BODIES);
    }
    all.put("steps.name", EnumSet.of(BODY, RETRIED_BODY));
    all.put("tasks.name", EnumSet.of(TASK_BODY));
    for (String name : List.of("retries", "lastRetry.exitCode", "lastRetry.duration")) {
      all.put(name, EnumSet.of(RETRIED_BODY));
    }
    called(all, "steps", AFTER_STEPS);
    called(all, "tasks", AFTER_TASKS);
    all.put("item", EnumSet.of(LOOP));
    all.put("item.k", EnumSet.of(LOOP));
    return all;
  }

  /** What steps and tasks give to those after them. */
  private static void called(Map<String, Set<Scope>> all, String kind, Set<Scope> scopes) {
    for (String name :
        List.of(
            "id",
            "status",
            "startedAt",
            "finishedAt",
            "exitCode",
            "outputs.result",
            "outputs.parameters.o")) {
      all.put(kind + ".s." + name, scopes);
    }
    Set<Scope> after = EnumSet.copyOf(scopes);
    after.removeAll(EnumSet.of(STEP_HOOK, TASK_HOOK));
    for (String name : List.of("result", "parameters", "parameters.o")) {
      all.put(kind + ".loop.outputs." + name, after);
    }
  }

  @Test
  void everyVariableHasAValueInEachOfItsPlaces() {
    List<String> wrong = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    variables()
        .forEach(
            (name, scopes) -> {
              for (Scope scope : scopes) {
                String tag = "{{" + name + "}}";
                Manifests manifests = manifests(scope, tag);
                if (isRefused(manifests)) {
                  wrong.add(name + " is refused in " + scope);
                } else {
                  String value = value(manifests, scope);
                  values.append("%s in %s: %s%n".formatted(name, scope, value));
                  if (value.isEmpty() || value.contains("{{")) {
                    wrong.add(name + " has no value in " + scope + ": '" + value + "'");
                  }
                }
              }
            });
    assertThat(wrong).isEmpty();
    GoldenFile.of("variables.txt").assertMatches(values.toString());
  }

  @Test
  void thePageTellsWhereLintTakesEachVariable() {
    StringBuilder table = new StringBuilder("| variable |");
    for (Scope scope : Scope.values()) {
      table.append(' ').append(scope.text).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(Scope.values().length)).append('\n');
    variables()
        .forEach(
            (name, scopes) -> {
              if (name.startsWith("workflow.creationTimestamp.") && !name.endsWith(".s")) {
                return;
              }
              table.append("| `").append(name).append("` |");
              for (Scope scope : Scope.values()) {
                table.append(' ').append(cell(name, scopes, scope)).append(" |");
              }
              table.append('\n');
            });
    new DocSection("docs/variables.md", "variables").assertHolds(table.toString());
  }

  private static String cell(String name, Set<Scope> scopes, Scope scope) {
    if (isRefused(manifests(scope, "{{" + name + "}}"))) {
      return "–";
    }
    return scopes.contains(scope) ? "✓" : "(✓)";
  }

  private static Manifests manifests(Scope scope, String tag) {
    return new ManifestReader().read(scope.manifest(tag), "wf.yaml");
  }

  private static boolean isRefused(Manifests manifests) {
    List<String> errors =
        Lint.check(manifests, LintOptions.DEFAULT).findings().stream()
            .filter(finding -> finding.rule() == Rule.VARIABLE || finding.rule() == Rule.DEPENDS)
            .map(Finding::message)
            .toList();
    return !errors.isEmpty();
  }

  /** What the pod is given in place of the tag; nothing if there is no pod. */
  private static String value(Manifests manifests, Scope scope) {
    PodOutcome made =
        PodOutcome.succeeds().parameter("o", "ov").parameter("op", "opv").prints("\"printed\"");
    ScriptedRun run =
        new ScriptedRun(
                manifests.workflows().get(0),
                ManifestResources.of(manifests),
                new PodWorld().others(node -> made))
            .run();
    String id = run.node(scope.node).map(NodeStatus::id).orElse("");
    return run.actions().stream()
        .filter(action -> action instanceof Action.CreatePod create && create.nodeId().equals(id))
        .map(action -> probe(((Action.CreatePod) action).plan().pod()))
        .findFirst()
        .orElse("");
  }

  private static String probe(JsonNode pod) {
    for (JsonNode container : pod.at("/spec/containers")) {
      for (JsonNode variable : container.path("env")) {
        if (variable.path("name").asText().equals("PROBE")) {
          return variable.path("value").asText();
        }
      }
    }
    return "";
  }
}
