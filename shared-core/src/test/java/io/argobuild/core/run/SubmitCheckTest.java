package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SubmitCheckTest {
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {generateName: hello-}
      spec:
        entrypoint: main
        arguments: {parameters: [{name: p, value: a, enum: [a, b]}]}
        templates:
        - name: main
          steps:
          - - name: one
              template: ENDS_HERE
        - name: work
          container: {image: alpine, command: [echo, "{{workflow.parameters.p}}"]}
      """;

  private static Manifests manifests(String template) {
    return new ManifestReader().read(MANIFEST.replace("ENDS_HERE", template), "hello.yaml");
  }

  private static void check(RunOptions options) {
    Workflow prepared = Preparation.prepare(options, Map.of(), Instant.EPOCH, new Random(1));
    SubmitCheck.check(prepared, options);
  }

  @Test
  void aValidWorkflowPasses() {
    Manifests manifests = manifests("work");
    check(RunOptions.builder(manifests.onlyWorkflow()).resources(manifests).build());
    check(RunOptions.builder(manifests.onlyWorkflow()).build());
  }

  @Test
  void anErrorIsInArgosWordsAndHasItsPlace() {
    Manifests manifests = manifests("nowhere");
    RunOptions options = RunOptions.builder(manifests.onlyWorkflow()).resources(manifests).build();

    assertThatThrownBy(() -> check(options))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .extracting(ProblemException::problem)
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .isEqualTo("templates.main.steps[0].one template name 'nowhere' undefined");
              assertThat(problem.at().text()).startsWith("hello.yaml:11:");
              assertThat(problem.code()).startsWith("LINT_");
            });
  }

  @Test
  void whatIsGivenOnSubmissionIsCheckedToo() {
    Manifests manifests = manifests("work");
    RunOptions entrypoint = RunOptions.builder(manifests.onlyWorkflow()).entrypoint("none").build();

    assertThatThrownBy(() -> check(entrypoint))
        .hasMessageContaining("template name 'none' undefined");
  }

  @Test
  void whatNoRunHereCanDoIsRefusedWithAdvice() {
    Manifests manifests =
        new ManifestReader()
            .read(
                MANIFEST
                    .replace("ENDS_HERE", "work")
                    .replace(
                        "container: {image: alpine, command: [echo,"
                            + " \"{{workflow.parameters.p}}\"]}",
                        "plugin: {hello: {}}"),
                "hello.yaml");

    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () ->
                    check(
                        RunOptions.builder(manifests.onlyWorkflow()).resources(manifests).build()))
            .problem();
    assertThat(problem.code()).isEqualTo("LINT_PLUGIN_UNSUPPORTED");
    assertThat(problem.at().text()).startsWith("hello.yaml:13:");
    assertThat(problem.nextStep()).contains("argo.runtime=argo");
  }

  @Test
  void aWorkflowThatNoFileHoldsIsNamed() {
    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () -> check(RunOptions.builder(manifests("nowhere").onlyWorkflow()).build()))
            .problem();
    assertThat(problem.at().text()).contains("workflow hello-");
  }
}
