package io.argobuild.core.artifact;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Files for keys below a root, none of which is outside it.
 *
 * @param root without links
 */
record KeyPaths(Path root) {
  /** Half-written files; no key may be below it. */
  static final String PARTIAL = ".argo-partial";

  Place place(ArtifactKey key) {
    return new Place.At(root + ", key '" + key + "'");
  }

  /** The file of a key; no link on the way to it, and not it itself, leads out of the root. */
  Path file(ArtifactKey key) {
    Path path = entry(key);
    checkLink(path, key);
    return path;
  }

  /** As {@link #file}, but the last segment may be any link, which is to be removed. */
  Path entry(ArtifactKey key) {
    if (key.text().indexOf('\\') >= 0 || key.text().startsWith(PARTIAL + "/")) {
      throw unsafe(key, "a folder can't hold this key");
    }
    Path path = root;
    String[] segments = key.text().split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      try {
        path = path.resolve(segments[i]);
      } catch (InvalidPathException e) {
        throw unsafe(key, "no file can have this name: " + e.getReason());
      }
      if (i < segments.length - 1) {
        checkLink(path, key);
      }
    }
    return path;
  }

  private void checkLink(Path path, ArtifactKey key) {
    if (!Files.isSymbolicLink(path)) {
      return;
    }
    try {
      if (path.toRealPath().startsWith(root)) {
        return;
      }
    } catch (IOException e) {
      throw unsafe(key, "a link on the way to it can't be followed");
    }
    throw unsafe(key, "a link on the way to it leads out of the folder");
  }

  /** The key of a file below the root; empty for files that no key can name. */
  Optional<ArtifactKey> key(Path path) {
    StringBuilder key = new StringBuilder();
    for (Path segment : root.relativize(path)) {
      key.append(key.length() == 0 ? "" : "/").append(segment);
    }
    String text = key.toString();
    boolean named = ArtifactKey.check(text).isEmpty() && text.indexOf('\\') < 0;
    return named && !text.startsWith(PARTIAL + "/")
        ? Optional.of(new ArtifactKey(text))
        : Optional.empty();
  }

  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file below the root has a parent");
  }

  /** Removes the folders above a file, up to the root, as long as they are empty. */
  void removeEmptyFolders(Path file) throws IOException {
    Path folder = folderOf(file);
    while (!folder.equals(root) && folder.startsWith(root)) {
      if (!removeIfEmpty(folder)) {
        return;
      }
      folder = folderOf(folder);
    }
  }

  private static boolean removeIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      return true;
    } catch (NoSuchFileException e) {
      // Another deletion was first; the folders above may be empty now.
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Whether a part of the way to it is a file, so that it can't exist. */
  boolean isBelowFile(Path path) {
    for (Path folder = folderOf(path); !folder.equals(root); folder = folderOf(folder)) {
      if (Files.isRegularFile(folder)) {
        return true;
      }
    }
    return false;
  }

  private ProblemException unsafe(ArtifactKey key, String why) {
    return new ProblemException(
        new Problem(
            "ARTIFACT_KEY_UNSAFE",
            ProblemClass.CONFIGURATION,
            why,
            place(key),
            "Change the key, or remove the link"));
  }
}
