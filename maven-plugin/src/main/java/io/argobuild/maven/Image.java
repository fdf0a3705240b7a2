package io.argobuild.maven;

import io.argobuild.core.run.ImageEntry;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/** What an image runs when a template gives no command; one element of {@code images}. */
public final class Image {

  /** The image's name; {@code *} stands for any text, and without a tag it matches every tag. */
  @Parameter String name = "";

  /** What the image runs. */
  @Parameter List<String> entrypoint = List.of();

  /** Arguments when the template gives none. */
  @Parameter List<String> cmd = List.of();

  ImageEntry entry() {
    if (name.isBlank()) {
      throw Texts.invalid("images", "an image has no name", "Add <name>");
    }
    return new ImageEntry(name.strip(), entrypoint, cmd);
  }
}
