package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCursorsTest {
  @TempDir Path folder;

  @Test
  void positionsSurviveADriverThatWasKilledWhileItWrote() throws IOException {
    Path file = folder.resolve("new/logs.ndjson");
    LogCursors cursors = LogCursors.open(file);
    cursors.set("pod", "main", "10");
    cursors.set("pod", "main", "20");
    cursors.set("other", "main", "5");
    cursors.flush();
    Files.writeString(file, "{\"log\":\"pod/main\",\"posi", StandardOpenOption.APPEND);

    try (LogCursors next = LogCursors.open(file)) {
      assertThat(next.position("pod", "main")).isEqualTo("20");
      assertThat(next.position("other", "main")).isEqualTo("5");
      assertThat(next.position("pod", "sidecar")).isEmpty();
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }
}
