package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LocalRemarksTest {
  private static final String HEAD =
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: wf}\nspec:\n  ";

  private static String remark(RuntimeKind runtime, String manifest) {
    Manifests manifests = new ManifestReader().read(manifest, "wf.yaml");
    return LocalRemarks.of(
            runtime, manifests.workflows().get(0).raw(), RunResources.objects(manifests))
        .map(RunEvent.Notice::message)
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "templates: [{name: a, container: {image: x, command: [y]}}] | none",
        "templates: [{name: a, container: {image: x, lifecycle: null}}] | none",
        "templates: [{name: a, container: {image: x, resources: {limits: {cpu: 1}}, readinessProbe: {}}}] | none",
        "nodeSelector: {a: b}\\n  templates: [{name: a, tolerations: [{key: k}]}] | nodeSelector, tolerations",
        "templates: [{name: a, nodeSelector: {a: b}}, {name: b, nodeSelector: {a: b}}] | nodeSelector",
        "templates: [{name: a, script: {image: x, source: s, livenessProbe: {}}, sidecars: [{name: s, ports: [{containerPort: 1}]}]}] | livenessProbe, ports",
        "templates: [{name: a, containerSet: {containers: [{name: x, tty: true}]}}] | tty",
        "templateDefaults: {affinity: {}}\\n  templates: [{name: a, dag: {tasks: [{name: t, inline: {container: {image: x, startupProbe: {}}}}]}}] | affinity, startupProbe",
      })
  void namesWhatHasNoEffect(String spec, String fields) {
    assertThat(remark(RuntimeKind.LOCAL, HEAD + spec.replace("\\n", "\n")))
        .isEqualTo(fields == null ? "" : "no effect in a local run: " + fields);
  }

  @Test
  void looksIntoTemplatesThatAreReferredTo() {
    String template =
        "\n---\napiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: %s}\n"
            + "spec: {templates: [{name: a, container: {image: x, %s: {}}}]}";
    assertThat(
            remark(
                RuntimeKind.DOCKER,
                HEAD
                    + "workflowTemplateRef: {name: used}"
                    + template.formatted("used", "lifecycle")
                    + template.formatted("other", "livenessProbe")))
        .isEqualTo("no effect in a local run: lifecycle");
  }

  @ParameterizedTest
  @EnumSource(names = {"KUBERNETES", "ARGO"})
  void saysNothingWhereTheyHaveAnEffect(RuntimeKind runtime) {
    assertThat(remark(runtime, HEAD + "nodeSelector: {a: b}\n  templates: [{name: a}]")).isEmpty();
  }
}
