package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.resource.YamlObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests for tests, made of YAML. */
final class PodFixture {
  private final Template template;
  private Workflow workflow;
  private String podName = "wf-pod-1";
  private final Map<String, InputArtifact.Source> sources = new LinkedHashMap<>();

  private boolean result;

  private PodFixture(Template template) {
    this.template = template;
    this.workflow = new Workflow(yaml("metadata: {name: wf}\nspec: {}"));
  }

  static PodFixture of(String template) {
    return new PodFixture(new Template(yaml(template)));
  }

  static ObjectNode yaml(String text) {
    return YamlObjects.yaml(text);
  }

  PodFixture spec(String text) {
    workflow = workflow.withSpec(yaml(text));
    return this;
  }

  PodFixture withResult() {
    result = true;
    return this;
  }

  PodFixture pod(String name) {
    podName = name;
    return this;
  }

  PodFixture stored(String input, String key) {
    sources.put(input, new InputArtifact.Stored(key));
    return this;
  }

  PodFixture raw(String input, String data) {
    sources.put(input, new InputArtifact.Raw(data));
    return this;
  }

  Template template() {
    return template;
  }

  PodRequest request() {
    List<InputArtifact> inputs = new ArrayList<>();
    for (Artifact input : template.inputs().artifacts()) {
      InputArtifact.Source source =
          sources.getOrDefault(input.name(), new InputArtifact.NotSupplied());
      inputs.add(InputArtifact.of(input, input, source));
    }
    return new PodRequest(
        workflow,
        template,
        null,
        "wf-1",
        "wf.node",
        podName,
        false,
        result,
        null,
        List.of(),
        inputs,
        OutputArtifact.of(template, "wf/" + podName));
  }

  PodPlan plan(PodSettings settings) {
    return PodFactory.plan(request(), settings);
  }
}
