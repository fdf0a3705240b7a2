package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.status.StatusReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final Instant START = Instant.parse("2024-05-06T07:08:09Z");
  private final List<RunInfo> runs = new ArrayList<>();

  private static Workflow demo() {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.putObject("metadata").put("generateName", "demo-");
    return new Workflow(raw);
  }

  private void ran(String name, String phase, int seconds) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("phase", phase).put("startedAt", START.toString());
    status.put("finishedAt", START.plusSeconds(seconds).toString());
    Instant created = START.plusSeconds(runs.size());
    runs.add(new RunInfo(name, created, StatusReader.workflow(status), "", ""));
  }

  @Test
  void theMedianOfTheLatestSuccessesIsExpected() {
    ran("demo-old00", "Succeeded", 1000);
    for (int seconds : new int[] {10, 500, 12, 11, 13}) {
      ran("demo-x" + runs.size() + "abc", "Succeeded", seconds);
    }
    ran("demo-other-x1abc", "Succeeded", 7000);
    ran("demo-y1abc", "Failed", 7000);
    runs.add(new RunInfo("demo-z1abc", START.plusSeconds(99), null, "", "unreadable"));

    assertThat(Estimate.of(demo(), runs)).contains(Duration.ofSeconds(12));
  }

  @Test
  void withoutAnyNothingIsExpected() {
    ran("demo-y1abc", "Failed", 7000);
    assertThat(Estimate.of(demo(), runs)).isEmpty();
  }
}
