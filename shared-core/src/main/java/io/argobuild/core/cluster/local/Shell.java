package io.argobuild.core.cluster.local;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words for POSIX shells. */
final class Shell {
  private Shell() {}

  /** The text as one word, whatever is in it. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  static String quoteAll(Collection<String> words) {
    return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }
}
