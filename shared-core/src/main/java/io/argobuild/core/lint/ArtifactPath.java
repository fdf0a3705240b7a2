package io.argobuild.core.lint;

import io.argobuild.core.manifest.Artifact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The path of an artifact in its container (Argo 4.1.2). */
final class ArtifactPath {
  private ArtifactPath() {}

  /** What is wrong with it, if anything: it is missing, or leaves the folder it names. */
  static Optional<String> error(Artifact artifact) {
    String path = artifact.path();
    String start = "Artifact '" + artifact.name() + "' ";
    if (path.isEmpty()) {
      return Optional.of(start + "did not specify a path");
    }
    int up = path.indexOf("/../");
    String safe = "";
    if (up >= 0) {
      safe = path.substring(0, up);
    } else if (path.endsWith("/..")) {
      safe = path.substring(0, path.length() - 3);
    }
    String cleaned = clean(path);
    boolean escapes =
        !safe.isEmpty()
            && (!cleaned.startsWith(safe + "/") || cleaned.length() <= safe.length() + 1);
    return escapes
        ? Optional.of(
            start + "attempted to use a path containing '..'. Directory traversal is not permitted")
        : Optional.empty();
  }

  /** Without empty parts, {@code .} and {@code ..}. */
  private static String clean(String path) {
    boolean absolute = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      boolean canGoUp = !parts.isEmpty() && !parts.getLast().equals("..");
      if (part.equals("..") && (canGoUp || absolute)) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (absolute) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }
}
