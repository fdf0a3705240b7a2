package io.argobuild.core.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a documentation page that is made from the code, between {@code <!-- NAME begin -->}
 * and {@code <!-- NAME end -->}. {@code -Dgolden.update=true} writes it.
 *
 * @param page path from the project's root
 */
public record DocSection(String page, String name) {

  public void assertHolds(String content) {
    Path file = root().resolve(page);
    try {
      String text = Files.readString(file);
      String begin = "<!-- " + name + " begin -->\n";
      String end = "<!-- " + name + " end -->";
      int from = text.indexOf(begin) + begin.length();
      int to = text.indexOf(end);
      assertThat(from >= begin.length() && to >= from)
          .as("%s has a section %s", page, name)
          .isTrue();
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(file, text.substring(0, from) + content + text.substring(to));
      } else {
        assertThat(text.substring(from, to)).as("%s, section %s", page, name).isEqualTo(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Files.isDirectory(module.resolve("docs")) ? module : module.resolve("..");
  }
}
