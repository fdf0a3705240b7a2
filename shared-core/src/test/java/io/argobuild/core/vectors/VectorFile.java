package io.argobuild.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of recorded cases ({@code vectors/AREA.jsonl} in the test resources). With {@code
 * -Dvectors.dir=DIR} the files of that folder are run instead.
 */
public final class VectorFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String area;
  private final List<Vector> cases;
  private final boolean bundled;

  private VectorFile(String area, List<Vector> cases, boolean bundled) {
    this.area = area;
    this.cases = List.copyOf(cases);
    this.bundled = bundled;
  }

  public static VectorFile of(String area) {
    Optional<Path> folder = folder();
    try (InputStream in = open(area, folder)) {
      return new VectorFile(area, read(in), folder.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder that was given; a relative one is meant from where the build was started. */
  static Optional<Path> folder() {
    String given = System.getProperty("vectors.dir", "");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(given);
    Path folder = Files.isDirectory(path) ? path : Path.of("..").resolve(path);
    assertThat(folder).as("folder given by -Dvectors.dir").isDirectory();
    return Optional.of(folder);
  }

  private static InputStream open(String area, Optional<Path> folder) throws IOException {
    String file = area + ".jsonl";
    if (folder.isPresent()) {
      Path path = folder.get().resolve(file);
      // A folder may hold some areas only.
      return Files.exists(path) ? Files.newInputStream(path) : InputStream.nullInputStream();
    }
    InputStream in = VectorFile.class.getResourceAsStream("/vectors/" + file);
    assertThat(in).as("test resource vectors/%s", file).isNotNull();
    return in;
  }

  private static List<Vector> read(InputStream in) throws IOException {
    List<Vector> cases = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        cases.add(new Vector(JSON.readTree(line)));
      }
    }
    return cases;
  }

  public List<Vector> cases() {
    return cases;
  }

  /** Compares the answer to a case with Go's. */
  @FunctionalInterface
  public interface Check {
    /** The text of the error, when Go has one for this case; else null. */
    @Nullable String check(Vector vector);
  }

  /**
   * One test for each case, grouped by kind, and a census at the end: it fails when a case was not
   * run or an id is there twice; of the bundled file also when it has not the given number of
   * cases, or fewer errors than the given percentage have exactly Go's text.
   */
  public Stream<DynamicNode> tests(
      int expectedCases, int expectedErrors, int equalTextsPercent, Check check) {
    List<String> run = new ArrayList<>();
    Map<String, VectorTally> tallies = new LinkedHashMap<>();
    Map<String, List<DynamicTest>> byKind = new LinkedHashMap<>();
    for (Vector vector : cases) {
      VectorTally tally = tallies.computeIfAbsent(vector.kind(), kind -> new VectorTally());
      byKind
          .computeIfAbsent(vector.kind(), kind -> new ArrayList<>())
          .add(
              DynamicTest.dynamicTest(
                  vector.title(),
                  () -> {
                    run.add(vector.id());
                    tally.run();
                    String error = check.check(vector);
                    tally.passed();
                    if (vector.isError()) {
                      tally.error(Objects.equals(error, vector.error()));
                    }
                  }));
    }
    List<DynamicNode> nodes = new ArrayList<>();
    byKind.forEach((kind, tests) -> nodes.add(DynamicContainer.dynamicContainer(kind, tests)));
    nodes.add(
        DynamicTest.dynamicTest(
            "census of " + area,
            () -> {
              VectorTally all = tell(tallies);
              census(run, expectedCases, expectedErrors);
              if (bundled) {
                assertThat(all.equalTextsPercent())
                    .as("percentage of error texts that are Go's")
                    .isGreaterThanOrEqualTo(equalTextsPercent);
              }
            }));
    return nodes.stream();
  }

  private VectorTally tell(Map<String, VectorTally> tallies) {
    VectorTally all = new VectorTally();
    tallies.values().forEach(all::add);
    StringBuilder text = new StringBuilder("vectors " + area + ": " + all + "\n");
    tallies.forEach((kind, tally) -> text.append("    " + kind + ": " + tally + "\n"));
    System.out.print(text);
    return all;
  }

  private void census(List<String> run, int expectedCases, int expectedErrors) {
    assertThat(run)
        .as("cases run")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(cases.stream().map(Vector::id).toList());
    if (bundled) {
      assertThat(cases).as("cases in the bundled file").hasSize(expectedCases);
      assertThat(cases.stream().filter(Vector::isError).count())
          .as("error cases in the bundled file")
          .isEqualTo(expectedErrors);
    }
  }
}
