package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "abc, 3",
    "日本, 4",
    "e\u0301, 1",
    "a\u200bb, 2",
    "✔ ok, 4",
    "🚀, 2",
  })
  void charactersTakeTheColumnsThatTerminalsGiveThem(String text, int columns) {
    assertThat(Terminal.columns(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdefg, 6, abc...",
    "日本語です, 8, 日本...",
    "日本語です, 10, 日本語です",
  })
  void linesAreCutWhereTheyWouldWrap(String text, int columns, String expected) {
    assertThat(Terminal.cut(text, columns)).isEqualTo(expected);
  }

  @Test
  void theWidthIsWhatTheEnvironmentSaysElseTheUsualOne() {
    File none = new File("/dev/null");
    assertThat(Terminal.width(Map.of("COLUMNS", "132"), none)).isEqualTo(132);
    assertThat(Terminal.width(Map.of("COLUMNS", "wide"), none)).isEqualTo(80);
    assertThat(Terminal.width(Map.of(), new File("/nowhere"))).isEqualTo(80);
  }

  @Test
  void theLastLineIsWrittenOverAndGoesInTheEnd() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RecordingLog log = new RecordingLog();
    try (LiveConsole console =
        new LiveConsole(log, new PrintStream(bytes, true, StandardCharsets.UTF_8), 20)) {
      console.status("> 1s, running: a long name");
      console.info("a line");
      console.status("> 2s");
    }
    String erase = "\r\u001b[K";
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("> 1s, running: a..." + erase + "> 1s, running: a..." + erase + "> 2s" + erase);
    assertThat(log.lines).containsExactly("a line");
  }
}
