package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.engine.EngineSettings;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.WorkflowReconciler;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumeCheckTest {
  private static final WorkflowReconciler ENGINE =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);
  private static final String OUTPUT_ENUM =
      """
      suspend: {}
      outputs: {parameters: [{name: answer, enum: [a, b], valueFrom: {supplied: {}}}]}
      """;
  private static final String INPUT_ENUM =
      """
      suspend: {}
      inputs: {parameters: [{name: answer, value: a, enum: [a, b]}]}
      outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}
      """;
  private static final String JSON_ENUM =
      """
      suspend: {}
      inputs: {parameters: [{name: answer, value: '{"enum": ["a", "b"]}'}]}
      outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}
      """;

  private static WorkflowState suspended(String template) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf}
        spec:
          entrypoint: main
          templates:
          - name: main
        """
            + template.indent(4);
    return after(
        WorkflowState.of(new ManifestReader().read(text, "wf.yaml").onlyWorkflow()), List.of());
  }

  private static WorkflowState after(WorkflowState state, List<Observation> observations) {
    return ENGINE.reconcile(state, observations, Instant.parse("2026-01-01T00:00:00Z")).next();
  }

  private static void check(String template, String node, String name, String value) {
    ResumeCheck.check(new ResumeOptions(node, Map.of(name, value), ""), suspended(template));
  }

  @ParameterizedTest
  @CsvSource({"wf,a", "'',b", "other,z"})
  void valuesOfTheEnumAreTaken(String node, String value) {
    for (String template : List.of(OUTPUT_ENUM, INPUT_ENUM, JSON_ENUM)) {
      assertThatCode(() -> check(template, node, "answer", value)).doesNotThrowAnyException();
    }
  }

  @Test
  void otherValuesAreRefusedWhileTheNodeWaits() {
    for (String template : List.of(OUTPUT_ENUM, INPUT_ENUM, JSON_ENUM)) {
      assertThatThrownBy(() -> check(template, "wf", "answer", "c"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("RUN_RESUME_VALUE");
                assertThat(e.problem().message())
                    .isEqualTo(
                        "outputs.parameters.answer.value should be present in"
                            + " outputs.parameters.answer.enum list");
                assertThat(e.problem().nextStep()).isEqualTo("Give one of: a, b");
              });
    }
  }

  @Test
  void aValueThatNoNodeTakesIsRefused() {
    assertThatThrownBy(() -> check(OUTPUT_ENUM, "", "anwser", "a"))
        .hasMessageContaining("node is not expecting output parameter 'anwser'");
  }

  @Test
  void theFirstOfAnEnumGivenAsJsonIsTheDefault() {
    WorkflowState ended =
        after(
            suspended(JSON_ENUM),
            List.of(new Observation.Command(new UserCommand.Resume("", Map.of(), ""))));

    Outputs outputs =
        new Outputs(Objects.requireNonNull(Objects.requireNonNull(ended.node("wf")).outputs()));
    assertThat(outputs.parameters())
        .extracting(Parameter::value)
        .first()
        .hasToString("Optional[a]");
  }
}
