package io.argobuild.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeIdTest {
  @ParameterizedTest
  @CsvSource({
    "'', 2166136261",
    "a, 3826002220",
    "steps-4k5vn[0], 899690889",
    "steps-4k5vn[0].hello1, 1044844302",
    "steps-4k5vn[1], 4053927188",
    "steps-4k5vn[1].hello2a, 2627784879",
    "retry-script-6xt68.onExit, 3924170365",
    "workflow-retry.launch, 2014360908",
    "workflow-retry.launch(0:pass), 816771446",
    "workflow-retry.launch(1:fail), 1743784750",
    "workflow-retry.launch(0:pass)(0), 3976347509",
    "workflow-retry.launch(1:fail)(0), 1861571805",
    "retry-workflow-with-failed-exit-handler.onExit, 512308683",
    "wf.ünïcode, 2162049698",
  })
  void hashesNamesAsArgoDoes(String name, String hash) {
    assertThat(NodeId.hash(name)).isEqualTo(hash);
  }

  @Test
  void theRootHasTheNameOfTheWorkflow() {
    assertThat(NodeId.of("wf", "wf")).isEqualTo("wf");
    assertThat(NodeId.podName("wf", "wf", "main")).isEqualTo("wf");
  }

  @Test
  void podsAreNamedAfterTheTemplate() {
    assertThat(NodeId.podName("workflow-retry", "workflow-retry.launch(0:pass)(0)", "passfail"))
        .isEqualTo("workflow-retry-passfail-3976347509");
    assertThat(NodeId.podName("wf", "a", "")).isEqualTo("wf-3826002220");
  }

  @Test
  void longTemplateNamesAreCut() {
    assertThat(NodeId.podName("wf", "a", "t".repeat(300))).hasSize(253).endsWith("-3826002220");
  }
}
