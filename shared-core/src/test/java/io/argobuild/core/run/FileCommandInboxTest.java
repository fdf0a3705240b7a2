package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.engine.Observation.UserCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommandInboxTest {
  private static final InstantSource STANDING = InstantSource.fixed(Instant.EPOCH);

  @TempDir Path folder;

  @Test
  void commandsComeOutAsTheyWentInUntilTheyAreDone() {
    List<UserCommand> commands =
        List.of(
            new UserCommand.Suspend(),
            new UserCommand.Resume("a", Map.of("k", "v"), "go on"),
            new UserCommand.Resume("", Map.of(), ""),
            new UserCommand.FailSuspended("b", "no"),
            new UserCommand.Stop("enough"),
            new UserCommand.Terminate());
    FileCommandInbox inbox = new FileCommandInbox(folder.resolve("new"), STANDING);
    commands.forEach(inbox::put);

    FileCommandInbox other = new FileCommandInbox(folder.resolve("new"), STANDING);
    assertThat(other.waiting()).extracting(CommandInbox.Waiting::command).isEqualTo(commands);
    other.done(other.waiting().get(0).id());
    assertThat(other.waiting()).hasSize(5);
  }

  @Test
  void whatIsNoCommandIsThrownAway() throws IOException {
    Files.writeString(folder.resolve("0.json"), "{\"command\":\"explode\"}");
    Files.writeString(folder.resolve("1.json"), "{\"comm");
    FileCommandInbox inbox = new FileCommandInbox(folder, STANDING);
    inbox.put(new UserCommand.Terminate());

    assertThat(inbox.waiting()).hasSize(1);
    assertThat(inbox.waiting()).hasSize(1);
    assertThat(folder.resolve("0.json")).doesNotExist();
  }

  @Test
  void whereNobodyWroteThereIsNothing() {
    assertThat(new FileCommandInbox(folder.resolve("none"), STANDING).waiting()).isEmpty();
  }
}
