package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.ManifestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideReferencesTest {

  private static List<ObjectNode> read(String text) {
    return new ManifestReader()
        .read(text, "test.yaml").objects().stream().map(ManifestObject::raw).toList();
  }

  private static ObjectNode workflow(String spec) {
    return read("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: " + spec).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{workflowTemplateRef: {name: a}} | WORKFLOW_TEMPLATE a",
        "{workflowTemplateRef: {name: a, clusterScope: true}} | CLUSTER_WORKFLOW_TEMPLATE a",
        "{templates: [{dag: {tasks: [{templateRef: {name: a, template: t}}]}}]} | WORKFLOW_TEMPLATE a",
        "{templates: [{steps: [[{inline: {steps: [[{templateRef: {name: a}}]]}}]]}]} | WORKFLOW_TEMPLATE a",
        "{hooks: {exit: {templateRef: {name: a}}}} | WORKFLOW_TEMPLATE a",
        "{arguments: {parameters: [{name: p, valueFrom: {configMapKeyRef: {name: a, key: k}}}]}} | CONFIG_MAP a",
        "{synchronization: {semaphore: {configMapKeyRef: {name: a, key: k}}}} | CONFIG_MAP a",
        "{synchronization: {semaphores: [{configMapKeyRef: {name: a, key: k}}]}} | CONFIG_MAP a",
        "{templates: [{memoize: {cache: {configMap: {name: a}}}}]} | CONFIG_MAP a",
        "{artifactRepositoryRef: {configMap: a, key: k}} | CONFIG_MAP a",
        "{artifactRepositoryRef: {key: k}} | CONFIG_MAP artifact-repositories",
        "{templates: [{templateRef: {name: '{{inputs.parameters.x}}'}}]} |",
        "{templates: [{container: {env: [{valueFrom: {configMapKeyRef: {name: a}}}]}}]} |",
      })
  void whatIsNamedIsFound(String spec, String expected) {
    assertThat(OutsideReferences.of(workflow(spec)))
        .extracting(reference -> reference.kind() + " " + reference.name())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void whatIsFoundIsReadOnAndAskedForOnce() {
    ObjectNode workflow =
        workflow("{workflowTemplateRef: {name: a}, hooks: {exit: {templateRef: {name: given}}}}");
    List<ObjectNode> there =
        read(
            """
            {apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: {name: a}, spec: {templates: [
              {name: s, steps: [[{name: x, templateRef: {name: b}}, {name: y, templateRef: {name: none}}]]}]}}
            ---
            {apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: {name: b}, spec: {templates: [
              {name: s, steps: [[{name: x, templateRef: {name: a}}]]}]}}
            """);
    List<ObjectNode> given =
        read(
            """
            {apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: {name: given}, spec: {templates: [
              {name: s, memoize: {cache: {configMap: {name: c}}}}]}}
            """);
    List<String> asked = new ArrayList<>();

    List<ObjectNode> found =
        OutsideReferences.closure(
            workflow,
            given,
            reference -> {
              asked.add(reference.name());
              return there.stream().filter(o -> name(o).equals(reference.name())).findFirst();
            });

    assertThat(found).extracting(OutsideReferencesTest::name).containsExactly("a", "b");
    assertThat(asked).containsExactlyInAnyOrder("a", "c", "b", "none");
  }

  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asText();
  }

  @Test
  void aWorkflowThatNamesNothingNeedsNothing() {
    assertThat(
            OutsideReferences.closure(
                workflow("{entrypoint: main}"), List.of(), reference -> Optional.empty()))
        .isEmpty();
  }
}
