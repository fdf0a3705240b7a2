package io.argobuild.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expectations were printed by Go's text/tabwriter. */
class TabWriterTest {
  @Test
  void columnsReachOverAdjacentLinesThatHaveThem() {
    String text =
        "STEP\tTEMPLATE\tPODNAME\tDURATION\tMESSAGE\n ● a\tt\tp\t1s\tmsg\t\n"
            + " ● bbb\t\t\t\ttwo\nlines\t\n\t\t\t\t\t\n x\tlonglonglong\tq\t\t\t\n";

    assertThat(TabWriter.align(text))
        .isEqualTo(
            "STEP    TEMPLATE  PODNAME  DURATION  MESSAGE\n"
                + " ● a    t         p        1s        msg  \n"
                + " ● bbb                               two\n"
                + "lines   \n"
                + "                             \n"
                + " x      longlonglong  q      \n");
  }

  @Test
  void aLineWithoutColumnsEndsThem() {
    assertThat(TabWriter.align("a\tb\nno columns\nccc\td\n"))
        .isEqualTo("a  b\nno columns\nccc  d\n");
  }

  @Test
  void nothingStaysNothing() {
    assertThat(TabWriter.align("")).isEmpty();
  }
}
