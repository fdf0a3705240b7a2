package io.argobuild.core.artifact;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in an artifact repository: segments parted by {@code /}, relative to the bucket or
 * folder. One that ends with {@code /} names everything below it.
 *
 * @param text safe in every store: not absolute, no empty, {@code .} or {@code ..} segment, no
 *     control character, at most 1,024 bytes
 */
public record ArtifactKey(String text) {
  /** The limit of S3. */
  public static final int MAX_BYTES = 1024;

  public ArtifactKey {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw new ProblemException(problem(text, fault.get()));
    }
  }

  /** What is wrong with the text as a key; empty when nothing is. */
  public static Optional<Problem> check(String text) {
    return fault(text).map(fault -> problem(text, fault));
  }

  /** Joins a folder and a file name as Argo 4.1.2 does, without empty segments. */
  public static ArtifactKey join(String folder, String file) {
    List<String> segments = new ArrayList<>();
    for (String part : List.of(folder, file)) {
      for (String segment : part.split("/", -1)) {
        if (!segment.isEmpty()) {
          segments.add(segment);
        }
      }
    }
    return new ArtifactKey(String.join("/", segments) + (file.endsWith("/") ? "/" : ""));
  }

  /** Whether it names everything below it. */
  public boolean isFolder() {
    return text.endsWith("/");
  }

  /** The last segment. */
  public String fileName() {
    String bare = isFolder() ? text.substring(0, text.length() - 1) : text;
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return text;
  }

  private static Optional<String> fault(String text) {
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (text.startsWith("/")) {
      return Optional.of("it starts with a slash");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Optional.of("it is longer than " + MAX_BYTES + " bytes");
    }
    return faultOfCharacters(text).or(() -> faultOfSegments(text));
  }

  private static Optional<String> faultOfCharacters(String text) {
    return text.codePoints()
        .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
        .mapToObj(c -> String.format("it holds the character U+%04X", c))
        .findFirst();
  }

  private static Optional<String> faultOfSegments(String text) {
    String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    for (String segment : bare.split("/", -1)) {
      if (segment.isEmpty()) {
        return Optional.of("it has an empty segment");
      }
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.of("it has the segment '" + segment + "'");
      }
    }
    return Optional.empty();
  }

  private static Problem problem(String text, String fault) {
    return new Problem(
        "ARTIFACT_KEY_UNSAFE",
        ProblemClass.CONFIGURATION,
        "this can't be the key of an artifact: " + fault,
        new Place.At("key '" + printable(text) + "'"),
        "Change the key, or the key format of the repository");
  }

  private static String printable(String text) {
    String cut = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    StringBuilder shown = new StringBuilder();
    cut.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }
}
