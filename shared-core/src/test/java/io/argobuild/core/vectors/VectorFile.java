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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    String folder = System.getProperty("vectors.dir", "");
    try (InputStream in = open(area, folder)) {
      return new VectorFile(area, read(in), folder.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String area, String folder) throws IOException {
    String file = area + ".jsonl";
    if (!folder.isEmpty()) {
      assertThat(Path.of(folder)).as("folder given by -Dvectors.dir").isDirectory();
      Path path = Path.of(folder, file);
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

  /**
   * One test for each case, grouped by kind, and a census at the end: it fails when a case was not
   * run, when an id is there twice, or when the bundled file has not the given number of cases.
   */
  public Stream<DynamicNode> tests(int expectedCases, int expectedErrors, Consumer<Vector> check) {
    Set<String> run = new HashSet<>();
    AtomicInteger passed = new AtomicInteger();
    Map<String, List<DynamicTest>> byKind = new LinkedHashMap<>();
    for (Vector vector : cases) {
      byKind
          .computeIfAbsent(vector.kind(), kind -> new ArrayList<>())
          .add(
              DynamicTest.dynamicTest(
                  vector.title(),
                  () -> {
                    run.add(vector.id());
                    check.accept(vector);
                    passed.incrementAndGet();
                  }));
    }
    List<DynamicNode> nodes = new ArrayList<>();
    byKind.forEach((kind, tests) -> nodes.add(DynamicContainer.dynamicContainer(kind, tests)));
    nodes.add(
        DynamicTest.dynamicTest(
            "census of " + area,
            () -> {
              int failed = run.size() - passed.get();
              System.out.printf("vectors %s: %d passed, %d failed%n", area, passed.get(), failed);
              census(run, expectedCases, expectedErrors);
            }));
    return nodes.stream();
  }

  private void census(Set<String> run, int expectedCases, int expectedErrors) {
    assertThat(run)
        .as("cases run")
        .containsExactlyInAnyOrderElementsOf(cases.stream().map(Vector::id).toList());
    if (bundled) {
      assertThat(cases).as("cases in the bundled file").hasSize(expectedCases);
      assertThat(cases.stream().filter(Vector::isError).count())
          .as("error cases in the bundled file")
          .isEqualTo(expectedErrors);
    }
  }
}
