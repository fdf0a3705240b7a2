package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {
  @TempDir Path folder;

  @Test
  void closedFoldersGoAndLinksAreNotFollowed() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "x");
    Path root = folder.resolve("root");
    Path closed = Files.createDirectories(root.resolve("a/closed"));
    Files.writeString(closed.resolve("file"), "x");
    Files.createSymbolicLink(root.resolve("link"), kept);
    Files.createSymbolicLink(root.resolve("folder"), folder);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

    FolderRemoval.remove(root);

    assertThat(root).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void whatIsNotThereIsRemoved() throws IOException {
    FolderRemoval.remove(folder.resolve("none"));
    assertThat(folder).isEmptyDirectory();
  }
}
