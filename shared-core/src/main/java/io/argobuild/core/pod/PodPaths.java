package io.argobuild.core.pod;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.Arrays;
import java.util.List;

/** Paths inside a pod. */
final class PodPaths {
  private PodPaths() {}

  /** Empty for something right below the root. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Whether a path is a folder or below it. */
  static boolean isWithin(String path, String folder) {
    String bare = withoutTrailingSlashes(folder);
    return path.equals(bare) || path.startsWith(bare + '/');
  }

  /** The path of an artifact as Argo 4.1.2 cleans it, or its refusal. */
  static String clean(String artifact, String path) {
    if (path.isEmpty()) {
      throw refusal("Artifact '" + artifact + "' did not specify a path");
    }
    List<String> elements = Arrays.asList(path.split("/", -1));
    if (elements.contains("..")) {
      throw refusal(
          "Artifact '"
              + artifact
              + "' attempted to use a path containing '..'. Directory traversal is not permitted");
    }
    return normal(path);
  }

  /** Without empty elements and dots. */
  static String normal(String path) {
    if (path.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw refusal("Path '" + path + "' contains a control character");
    }
    StringBuilder clean = new StringBuilder();
    for (String element : path.split("/", -1)) {
      if (!element.isEmpty() && !element.equals(".")) {
        clean.append('/').append(element);
      }
    }
    return clean.isEmpty() ? "/" : clean.toString();
  }

  static ProblemException refusal(String message) {
    return new ProblemException(
        new Problem("POD_PATH_REFUSED", ProblemClass.CONFIGURATION, message, Place.NOWHERE, ""));
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
