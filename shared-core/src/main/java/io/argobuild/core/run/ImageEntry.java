package io.argobuild.core.run;

import java.util.List;

/**
 * What an image runs, for runtimes that cannot ask a registry; Argo's {@code images} of the
 * controller's configuration.
 *
 * @param image name; {@code *} stands for any text, and a name without tag matches every tag
 * @param entrypoint what runs
 * @param cmd arguments when the container gives none
 */
public record ImageEntry(String image, List<String> entrypoint, List<String> cmd) {
  public ImageEntry {
    entrypoint = List.copyOf(entrypoint);
    cmd = List.copyOf(cmd);
  }
}
