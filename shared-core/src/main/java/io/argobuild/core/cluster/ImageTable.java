package io.argobuild.core.cluster;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What images run, for clusters that cannot ask a registry; Argo's {@code images} of the
 * controller's configuration.
 *
 * @param entries the first that matches counts
 */
public record ImageTable(List<Entry> entries) {

  public static final ImageTable EMPTY = new ImageTable(List.of());

  public ImageTable {
    entries = List.copyOf(entries);
  }

  /** The entry of an image such as {@code argoproj/argosay:v2}. */
  public Optional<Entry> find(String image) {
    return entries.stream().filter(entry -> entry.matches(image)).findFirst();
  }

  /**
   * @param image name; {@code *} stands for any text, and a name without tag matches every tag
   * @param entrypoint what runs
   * @param cmd arguments when the container gives none
   */
  public record Entry(String image, List<String> entrypoint, List<String> cmd) {
    public Entry {
      entrypoint = List.copyOf(entrypoint);
      cmd = List.copyOf(cmd);
    }

    boolean matches(String actual) {
      return glob(image).matcher(actual).matches()
          || glob(image).matcher(withoutTag(actual)).matches();
    }

    private static Pattern glob(String text) {
      StringBuilder regex = new StringBuilder();
      for (String part : text.split("\\*", -1)) {
        regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
      }
      return Pattern.compile(regex.toString());
    }

    private static String withoutTag(String image) {
      int digest = image.indexOf('@');
      String name = digest < 0 ? image : image.substring(0, digest);
      int tag = name.lastIndexOf(':');
      // A colon before the last slash belongs to a registry's port.
      return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    }
  }
}
