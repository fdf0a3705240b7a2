package io.argobuild.core.artifact;

import java.util.Set;

/**
 * The keys that may be touched: some by name, and all below some folders.
 *
 * @param keys exact keys
 * @param folders each ends with {@code /}
 */
public record KeyScope(Set<String> keys, Set<String> folders) {
  public KeyScope {
    keys = Set.copyOf(keys);
    folders = Set.copyOf(folders);
    for (String folder : folders) {
      if (folder.length() < 2 || !folder.endsWith("/")) {
        throw new IllegalArgumentException("not a folder: '" + folder + "'");
      }
    }
  }

  public boolean contains(ArtifactKey key) {
    String text = key.text();
    if (keys.contains(text)) {
      return true;
    }
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
      if (folders.contains(text.substring(0, slash + 1))) {
        return true;
      }
    }
    return false;
  }
}
