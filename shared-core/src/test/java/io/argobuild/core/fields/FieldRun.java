package io.argobuild.core.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.PodOutcome;
import io.argobuild.core.engine.PodWorld;
import io.argobuild.core.engine.ScriptedRun;
import io.argobuild.core.lint.Finding;
import io.argobuild.core.lint.Lint;
import io.argobuild.core.lint.LintOptions;
import io.argobuild.core.lint.Severity;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.template.ManifestResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lints and runs what a case says and tells how the outcome differs. */
final class FieldRun {
  private static final String BASE =
      """
      {apiVersion: argoproj.io/v1alpha1, kind: Workflow,
       metadata: {name: wf, namespace: ns, uid: uid-1, creationTimestamp: "2026-01-01T00:00:00Z"},
       spec: {entrypoint: main}}
      """;

  private final FieldCase test;
  private final Manifests manifests;

  FieldRun(FieldCase test) {
    this.test = test;
    StringBuilder text = new StringBuilder(workflow().toString());
    test.raw()
        .path("resources")
        .forEach(resource -> text.append("\n---\n").append(resource.toString()));
    this.manifests = new ManifestReader().read(text.toString(), "case.yaml");
  }

  private ObjectNode workflow() {
    ObjectNode whole =
        new ManifestReader().read(BASE, "base.yaml").objects().get(0).raw().deepCopy();
    ((ObjectNode) whole.path("metadata"))
        .setAll(Fields.objectOrNothing(test.raw(), "metadata").deepCopy());
    ObjectNode spec = (ObjectNode) whole.path("spec");
    spec.setAll(Fields.objectOrNothing(test.raw(), "spec").deepCopy());
    if (!spec.has("templates") && !spec.has("workflowTemplateRef")) {
      spec.putArray("templates").add(main());
    }
    return whole;
  }

  private ObjectNode main() {
    ObjectNode main = test.raw().objectNode().put("name", "main");
    main.setAll(Fields.objectOrNothing(test.raw(), "template").deepCopy());
    boolean bare = true;
    for (TemplateType type : TemplateType.values()) {
      bare &= !main.has(type.field());
    }
    if (bare) {
      main.putObject("container").put("image", "alpine:3").putArray("command").add("true");
    }
    return main;
  }

  /** How the outcome differs from what the case says. */
  List<String> differences() {
    List<String> errors =
        Lint.check(manifests, LintOptions.DEFAULT).findings().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(Finding::message)
            .toList();
    if (test.raw().has("refused")) {
      String wanted = test.text("refused");
      return errors.stream().anyMatch(error -> error.contains(wanted))
          ? List.of()
          : List.of("lint should refuse it: " + wanted + ", but says " + errors);
    }
    List<String> differences = new ArrayList<>();
    errors.forEach(error -> differences.add("lint refuses it: " + error));
    if (errors.isEmpty()) {
      compare(run(), differences);
    }
    return differences;
  }

  private ScriptedRun run() {
    PodWorld world = new PodWorld();
    for (Map.Entry<String, JsonNode> outcome : test.raw().path("outcomes").properties()) {
      world.node(outcome.getKey(), outcome(outcome.getValue()));
    }
    ScriptedRun run =
        new ScriptedRun(manifests.workflows().get(0), ManifestResources.of(manifests), world);
    for (Map.Entry<String, JsonNode> resume : test.raw().path("resume").properties()) {
      ObjectNode node = test.raw().objectNode();
      node.set("outputs", resume.getValue());
      run.command(
          Integer.parseInt(resume.getKey()),
          new UserCommand.Resume("", Fields.textMap(node, "outputs"), ""));
    }
    return run.run();
  }

  private static PodOutcome outcome(JsonNode wanted) {
    PodOutcome outcome =
        wanted.path("never").asBoolean()
            ? PodOutcome.runsForEver()
            : wanted.path("pending").asBoolean()
                ? PodOutcome.staysPending()
                : PodOutcome.exits(wanted.path("exit").asInt());
    ObjectNode object = (ObjectNode) wanted;
    for (var parameter : Fields.textMap(object, "parameters").entrySet()) {
      outcome = outcome.parameter(parameter.getKey(), parameter.getValue());
    }
    if (wanted.has("seconds")) {
      outcome = outcome.in(Duration.ofSeconds(wanted.path("seconds").asLong()));
    }
    return outcome.prints(wanted.path("result").asText(""));
  }

  private void compare(ScriptedRun run, List<String> differences) {
    JsonNode raw = test.raw();
    for (Map.Entry<String, JsonNode> pod : raw.path("pods").properties()) {
      differences.addAll(
          Part.missing("pod " + pod.getKey(), pod.getValue(), pod(run, pod.getKey())));
    }
    for (Map.Entry<String, JsonNode> node : raw.path("nodes").properties()) {
      JsonNode actual =
          run.node(node.getKey())
              .<JsonNode>map(StatusWriter::node)
              .orElse(MissingNode.getInstance());
      differences.addAll(Part.missing("node " + node.getKey(), node.getValue(), actual));
    }
    for (String absent : Fields.texts(test.raw(), "absent")) {
      run.node(absent).ifPresent(node -> differences.add("node " + absent + " is there"));
    }
    JsonNode whole = run.state().withStatus().raw();
    differences.addAll(part("status", whole.path("status")));
    differences.addAll(part("labels", whole.path("metadata").path("labels")));
    differences.addAll(part("annotations", whole.path("metadata").path("annotations")));
    if (raw.has("seconds") && raw.path("seconds").asLong() != run.took().toSeconds()) {
      differences.add("took " + run.took());
    }
    if (!raw.path("status").has("phase") && !"Succeeded".equals(phase(whole))) {
      differences.add("the workflow is " + phase(whole));
    }
    if (!differences.isEmpty()) {
      differences.add(run.toString());
    }
  }

  private static String phase(JsonNode workflow) {
    return workflow.path("status").path("phase").asText();
  }

  private List<String> part(String key, JsonNode actual) {
    JsonNode wanted = test.raw().path(key);
    return wanted.isMissingNode() ? List.of() : Part.missing(key, wanted, actual);
  }

  private static JsonNode pod(ScriptedRun run, String node) {
    String id = run.node(node).map(NodeStatus::id).orElse("");
    return run.actions().stream()
        .filter(action -> action instanceof Action.CreatePod create && create.nodeId().equals(id))
        .map(action -> (JsonNode) ((Action.CreatePod) action).plan().pod())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
