package io.argobuild.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of cases is left out. */
class VectorAreasTest {
  private static final List<String> AREAS =
      List.of("expr", "jq", "jsonpath", "sprig", "template", "when", "yaml");

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jsonl"))
          .toList();
    }
  }

  @Test
  void everyBundledFileHasAnArea() throws IOException {
    assertThat(files(Path.of("src/test/resources/vectors")))
        .containsExactlyInAnyOrderElementsOf(AREAS.stream().map(area -> area + ".jsonl").toList());
  }

  @Test
  void everyFileOfAGivenFolderHasAnArea() throws IOException {
    List<String> known = AREAS.stream().map(area -> area + ".jsonl").toList();
    assertThat(files(VectorFile.folder().orElse(Path.of("src/test/resources/vectors"))))
        .as("files of -Dvectors.dir")
        .isNotEmpty()
        .isSubsetOf(known);
  }
}
