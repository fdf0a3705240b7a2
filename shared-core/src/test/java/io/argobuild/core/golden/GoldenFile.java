package io.argobuild.core.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An expected text kept as a file below {@code src/test/resources/golden}. {@code
 * -Dgolden.update=true} writes what the code gives now; look at the difference before committing
 * it.
 */
public record GoldenFile(Path path) {

  /**
   * @param name relative path such as {@code report/steps.txt}
   */
  public static GoldenFile of(String name) {
    return new GoldenFile(TestFiles.resource("golden").resolve(name));
  }

  public void assertMatches(String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
      } else if (Files.exists(path)) {
        assertThat(actual).as(path.toString()).isEqualTo(Files.readString(path));
      } else {
        fail("%s is missing; run with -Dgolden.update=true to write:%n%s", path, actual);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
