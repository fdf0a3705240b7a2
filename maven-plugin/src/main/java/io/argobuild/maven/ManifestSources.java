package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** What {@code argo.manifest} names: files, folders, globs and {@code -}, separated by commas. */
final class ManifestSources {
  private static final String STANDARD_INPUT = "-";
  private static final int MAX_DEPTH = 64;

  private final Path base;
  private final InputStream standardInput;

  /**
   * @param base where relative paths begin
   */
  ManifestSources(Path base, InputStream standardInput) {
    this.base = base;
    this.standardInput = standardInput;
  }

  /** All objects; the first problem is thrown. */
  Manifests read(String sources) throws IOException {
    Manifests all = readAll(sources);
    if (!all.problems().isEmpty()) {
      throw new ProblemException(all.problems().get(0));
    }
    return all;
  }

  /** All objects and all problems. */
  Manifests readAll(String sources) throws IOException {
    List<String> names = split(sources);
    if (names.isEmpty()) {
      throw problem(
          "ARGO_NO_MANIFEST",
          "no manifest is named",
          "argo.manifest",
          "Name a file, a folder, a glob or - with -Dargo.manifest=");
    }
    ManifestReader reader = new ManifestReader();
    Manifests all = Manifests.NONE;
    for (String name : names) {
      all = all.and(readOne(reader, name));
    }
    return all;
  }

  private Manifests readOne(ManifestReader reader, String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return reader.read(standardInput, "standard input");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      throw problem(
          "ARGO_MANIFEST_REMOTE",
          "manifests are not fetched from the network",
          name,
          "Save it as a file, or pipe it in with -Dargo.manifest=-");
    }
    return reader.readAll(paths(name));
  }

  private List<Path> paths(String name) throws IOException {
    Path path = path(name);
    if (Files.exists(path)) {
      return List.of(shown(path));
    }
    if (!isGlob(name)) {
      throw new ProblemException(
          new Problem(
              "ARGO_MANIFEST_NOT_FOUND",
              ProblemClass.NOT_FOUND,
              "there is no such file or folder",
              new Place.InFile(name, 0, 0, ""),
              "Relative paths begin at " + base.toAbsolutePath()));
    }
    List<Path> found = glob(name);
    if (found.isEmpty()) {
      throw new ProblemException(
          new Problem(
              "ARGO_MANIFEST_NOT_FOUND",
              ProblemClass.NOT_FOUND,
              "no file matches the glob",
              new Place.InFile(name, 0, 0, ""),
              "Relative paths begin at " + base.toAbsolutePath()));
    }
    return found;
  }

  private Path path(String name) {
    try {
      return base.resolve(name);
    } catch (InvalidPathException e) {
      throw problem("ARGO_MANIFEST_NAME", "this can't be a path: " + e.getReason(), name, "");
    }
  }

  /** As short as it can be said from where the user stands. */
  private Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path whole = path.toAbsolutePath().normalize();
    return whole.startsWith(here) ? here.relativize(whole) : whole;
  }

  private static boolean isGlob(String name) {
    return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** Walks from the last folder that is named without wildcards. */
  private List<Path> glob(String name) throws IOException {
    String pattern = name.replace('\\', '/');
    int wildcard = 0;
    while ("*?[{".indexOf(pattern.charAt(wildcard)) < 0) {
      wildcard++;
    }
    int slash = pattern.lastIndexOf('/', wildcard);
    Path root = base.resolve(pattern.substring(0, slash + 1));
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    PathMatcher matcher = matcher(name, pattern.substring(slash + 1));
    try (Stream<Path> all = Files.walk(root, MAX_DEPTH)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> matcher.matches(root.relativize(file)))
          .sorted()
          .map(this::shown)
          .toList();
    }
  }

  private static PathMatcher matcher(String name, String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw problem("ARGO_MANIFEST_GLOB", "the glob is wrong: " + e.getDescription(), name, "");
    }
  }

  /** At commas, but not at those between the braces of a glob. */
  static List<String> split(String sources) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    int braces = 0;
    for (char c : sources.toCharArray()) {
      if (c == ',' && braces == 0) {
        add(names, name);
        continue;
      }
      braces += c == '{' ? 1 : c == '}' && braces > 0 ? -1 : 0;
      name.append(c);
    }
    add(names, name);
    return names;
  }

  private static void add(List<String> names, StringBuilder name) {
    String text = name.toString().strip();
    if (!text.isEmpty()) {
      names.add(text);
    }
    name.setLength(0);
  }

  private static ProblemException problem(
      String code, String message, String place, String nextStep) {
    return new ProblemException(
        new Problem(
            code,
            ProblemClass.CONFIGURATION,
            message,
            new Place.InFile(place, 0, 0, ""),
            nextStep));
  }
}
