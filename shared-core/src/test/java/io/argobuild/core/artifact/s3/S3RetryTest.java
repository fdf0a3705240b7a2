package io.argobuild.core.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class S3RetryTest {
  private final List<Duration> waits = new ArrayList<>();
  private int calls;

  private final S3Retry retry =
      new S3Retry(5, Duration.ofMillis(400), Duration.ofSeconds(2), new Random(1), waits::add);

  @Test
  void passingErrorsAreTriedAgainAfterGrowingWaits() {
    assertThat(retry.call(() -> failing(4, ProblemClass.TRANSIENT))).isEqualTo("done");

    assertThat(calls).isEqualTo(5);
    assertThat(waits).hasSize(4);
    long[] longest = {400, 800, 1600, 2000};
    for (int i = 0; i < longest.length; i++) {
      assertThat(waits.get(i).toMillis()).isBetween(longest[i] / 2, longest[i]);
    }
  }

  @Test
  void chanceTakesPartInTheWaits() {
    assertThat(retry.waitAfter(1)).isNotEqualTo(retry.waitAfter(1));
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    assertThatThrownBy(() -> retry.call(() -> failing(9, ProblemClass.TRANSIENT)))
        .isInstanceOf(ProblemException.class);
    assertThat(calls).isEqualTo(5);
  }

  @Test
  void otherErrorsAreFinal() {
    assertThatThrownBy(() -> retry.call(() -> failing(1, ProblemClass.PERMISSION)))
        .isInstanceOf(ProblemException.class);
    assertThat(calls).isEqualTo(1);
    assertThat(waits).isEmpty();
  }

  private String failing(int times, ProblemClass kind) {
    calls++;
    if (calls <= times) {
      throw new ProblemException(new Problem("X", kind, "fails", Place.NOWHERE, ""));
    }
    return "done";
  }
}
