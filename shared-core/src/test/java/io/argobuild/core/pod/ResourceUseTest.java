package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceUseTest {
  private static Map<String, Long> use(String spec, int seconds) {
    return ResourceUse.of(
        PodFixture.yaml(
            """
            spec: %s
            status:
              containerStatuses:
              - name: main
                state:
                  terminated: {startedAt: "2026-01-01T00:00:00Z", finishedAt: "2026-01-01T00:%02d:%02dZ"}
            """
                .formatted(spec, seconds / 60, seconds % 60)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                   | 9   | 0  | 9",
        "{}                                                                   | 60  | 6  | 60",
        "{limits: {cpu: 2}}                                                   | 60  | 120 | 60",
        "{limits: {cpu: 2, memory: 1Gi}, requests: {cpu: 500m}}               | 60  | 30 | 614",
        "{requests: {memory: nonsense}}                                       | 60  | 6  | 60",
      })
  void requestsCountThenLimitsThenWhatArgoAssumes(
      String resources, int seconds, long cpu, long memory) {
    String spec = "{containers: [{name: main, resources: " + resources + "}]}";
    assertThat(use(spec, seconds)).isEqualTo(Map.of("cpu", cpu, "memory", memory));
  }

  @Test
  void othersCountByOneAndStorageByTenGibibytes() {
    String resources = "{requests: {nvidia.com/gpu: 2, ephemeral-storage: 5Gi}}";
    assertThat(use("{containers: [{name: main, resources: " + resources + "}]}", 10))
        .containsEntry("nvidia.com/gpu", 20L)
        .containsEntry("ephemeral-storage", 5L);
  }

  @Test
  void whatThePodHasAsAWholeCountsOnce() {
    String spec =
        "{resources: {limits: {cpu: 4}}, initContainers: [{name: init}], containers: [{name: main},"
            + " {name: other}]}";
    assertThat(use(spec, 10)).as("init, which came first, took no time").containsEntry("cpu", 1L);
  }

  @Test
  void aContainerThatNeverBeganCountsNothing() {
    assertThat(
            ResourceUse.of(
                PodFixture.yaml(
                    """
                    spec: {containers: [{name: main}]}
                    status: {containerStatuses: [{name: main, state: {terminated: {finishedAt: "2026-01-01T00:00:00Z"}}}]}
                    """)))
        .isEqualTo(Map.of("cpu", 0L, "memory", 0L));
  }
}
