package io.argobuild.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseRecordTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DURATION = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "0, '', true",
    "0, 'process 1 on elsewhere, started 5', false",
    "30, 'process 1 on elsewhere, started 5', false",
    "31, 'process 1 on elsewhere, started 5', true",
    "-3600, 'process 1 on elsewhere, started 5', false",
    "0, somebody, false",
    "31, somebody, true"
  })
  void isFreeWhenGivenUpOrRunOut(int age, String holder, boolean free) {
    Instant renewed = NOW.minusSeconds(age);

    assertThat(new LeaseRecord(holder, 1, DURATION, renewed, renewed).isFree(NOW)).isEqualTo(free);
  }

  @Test
  void isFreeWhenItsProcessOnThisMachineIsDead() {
    RunOwner here = RunOwner.here(7, NOW);
    RunOwner earlier =
        new RunOwner(7, here.pid(), here.host(), here.started().minusSeconds(1), NOW);

    assertThat(LeaseRecord.of(here, DURATION).isFree(NOW)).isFalse();
    assertThat(LeaseRecord.of(here, DURATION).owner()).isEqualTo(here);
    assertThat(LeaseRecord.of(earlier, DURATION).isFree(NOW)).isTrue();
  }
}
