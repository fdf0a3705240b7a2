package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final String RED = "\u001b[31mred\u001b[0m";

  @Test
  void coloursStayWhereTheyCanBeShown() {
    assertThat(LogLine.clean("a " + RED, true)).isEqualTo("a " + RED + "\u001b[0m");
    assertThat(LogLine.clean("a " + RED, false)).isEqualTo("a red");
  }

  @Test
  void whatMovesTheCursorGoes() {
    String nasty = "\u001b[2J\u001b[1;1Hx\u001b]0;title\u0007y\bz\u001b";
    assertThat(LogLine.clean(nasty, true)).isEqualTo("xyz");
    assertThat(LogLine.clean(nasty, false)).isEqualTo("xyz");
  }

  @Test
  void ofALineThatWroteOverItselfTheLastStateIsShown() {
    assertThat(LogLine.clean("10%\r50%\r100%\r", true)).isEqualTo("100%");
  }

  @Test
  void aTabStays() {
    assertThat(LogLine.clean("a\tb", false)).isEqualTo("a\tb");
  }

  @Test
  void aVeryLongLineIsCut() {
    assertThat(LogLine.clean("x".repeat(100_000), false)).hasSizeLessThan(20_000).endsWith("...");
  }
}
