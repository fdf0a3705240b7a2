package io.argobuild.core.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private static final YamlReader READER = new YamlReader(Limits.DEFAULT, Duplicates.REFUSED);
  private static final String TWO_DOCUMENTS =
      """
      base: &base {image: alpine, tag: 1}
      list:
      - name: one
        labels: {example.com/a: b}
      merged:
        <<: *base
        tag: 2
      ---
      second: [x, {k: z}]
      """;

  @ParameterizedTest
  @CsvSource({
    "0, list[0].name, 3, 9, 3, 3",
    "0, list[0].labels[example.com/a], 4, 27, 4, 12",
    "0, merged.tag, 7, 8, 7, 3",
    "0, merged.image, 1, 21, 1, 14",
    "0, merged, 6, 3, 5, 1",
    "0, list[0].absent, 3, 3, 3, 3",
    "1, second[1].k, 9, 17, 9, 14",
    "1, second, 9, 9, 9, 1",
  })
  void knowsWhereEachKeyAndValueStands(
      int document, String path, int line, int column, int keyLine, int keyColumn) {
    YamlReader lenient = new YamlReader(Limits.DEFAULT, Duplicates.LAST_WINS);
    Positions positions = lenient.read(TWO_DOCUMENTS, "a.yaml").get(document).positions();
    FieldPath at = FieldPath.parse(path);
    assertThat(positions.valueAt(at)).isEqualTo(new Place.InFile("a.yaml", line, column, path));
    assertThat(positions.keyAt(at)).isEqualTo(new Place.InFile("a.yaml", keyLine, keyColumn, path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\n  b: 2                | 2 | 4 | mapping values are not allowed",
        "a: 1\\n---\\nb: [            | 4 | 1 | did not find expected node content",
        "a: 1\\n---\\nb: 1\\n---\\n\\tc: 1 | 5 | 1 | cannot start any token",
        "x: 1\\nx: 2                  | 2 | 4 | key \"x\" already set in map",
        "x: {{a}}                     | 1 | 5 | invalid map key",
        "a: *b                        | 1 | 4 | unknown anchor 'b' referenced",
      })
  void placesErrors(String text, int line, int column, String part) {
    String yaml = text.replace("\\n", "\n").replace("\\t", "\t");
    Problem problem = problemOf(() -> READER.read(yaml, "a.yaml"));
    assertThat(problem.message()).contains(part);
    assertThat(problem.at()).isEqualTo(new Place.InFile("a.yaml", line, column, ""));
    assertThat(problem.nextStep()).isNotEmpty();
  }

  @Test
  void readsJsonThatYamlWouldRefuse() {
    String json = "{\n\t\"a\\/b\": \"\\ud83d\\ude00\",\n\t\"c\": [1e2, true, null]}\n";
    YamlDocument document = READER.read(json, "a.json").get(0);
    assertThat(document.value()).hasToString("{\"a/b\":\"😀\",\"c\":[100,true,null]}");
    assertThat(document.positions().valueAt(FieldPath.parse("c[1]")))
        .isEqualTo(new Place.InFile("a.json", 3, 13, "c[1]"));
  }

  @Test
  void readsFlowYamlThatIsNoJson() {
    assertThat(READER.read("{a: yes, b: [1,]}", "a").get(0).value())
        .hasToString("{\"a\":true,\"b\":[1]}");
  }

  @Test
  void goesOnAfterADocumentThatCannotBeRead() {
    assertThat(READER.readEach("a: [\n---\nb: 1", "a"))
        .hasExactlyElementsOfTypes(YamlResult.Refused.class, YamlResult.Read.class);
  }

  @Test
  void readsUtf16ByItsByteOrderMark() throws IOException {
    byte[] bytes = "\uFEFFa: ä".getBytes(StandardCharsets.UTF_16LE);
    List<YamlDocument> documents = READER.read(new ByteArrayInputStream(bytes), "a");
    assertThat(documents.get(0).value()).hasToString("{\"a\":\"ä\"}");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    InputStream in = new ByteArrayInputStream(new byte[] {'a', ':', ' ', (byte) 0xE4});
    assertThat(problemOf(() -> READER.read(in, "a")).code()).isEqualTo("MANIFEST_ENCODING");
  }

  @Test
  void refusesAHugeFileWithoutReadingIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    Problem problem = problemOf(() -> READER.read(file));
    assertThat(problem.code()).isEqualTo("MANIFEST_TOO_LARGE");
    assertThat(problem.at().text()).isEqualTo(file.toString());
  }

  @Test
  void stopsReadingAnEndlessStream() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }
        };
    YamlReader reader = new YamlReader(new Limits(100_000, 10, 100, 10), Duplicates.LAST_WINS);
    assertThat(problemOf(() -> reader.read(endless, "in")).code()).isEqualTo("MANIFEST_TOO_LARGE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[[[[[1]]]]]]                                             | MANIFEST_TOO_DEEP",
        "{\"a\": [[[[[[1]]]]]]}                                    | MANIFEST_TOO_DEEP",
        "a: &a [1, 2]\\nb: &b [*a, *a, *a]\\nc: [*b, *b, *b]       | MANIFEST_TOO_MANY_VALUES",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]   | MANIFEST_TOO_MANY_VALUES",
        "a: 1\\n---\\nb: 1\\n---\\nc: 1                            | MANIFEST_TOO_MANY_DOCUMENTS",
      })
  void keepsItsLimits(String text, String code) {
    YamlReader reader = new YamlReader(new Limits(1_000, 5, 20, 2), Duplicates.LAST_WINS);
    Problem problem = problemOf(() -> reader.read(text.replace("\\n", "\n"), "a"));
    assertThat(problem.code()).isEqualTo(code);
  }

  @Test
  void readsNestingAsDeepAsGoDoesWithoutOverflow() {
    String text = "[".repeat(9_999) + "]".repeat(9_999);
    Limits deep = new Limits(1 << 20, 10_000, 100_000, 1);
    YamlReader reader = new YamlReader(deep, Duplicates.REFUSED);
    assertThat(reader.read(text, "a")).hasSize(1);
    assertThat(reader.read("k: " + text, "a")).hasSize(1);
  }

  @Test
  void namesAMissingFile(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("no.yaml");
    assertThat(problemOf(() -> READER.read(missing)).code()).isEqualTo("MANIFEST_NOT_FOUND");
    assertThat(problemOf(() -> READER.read(folder)).code()).isEqualTo("MANIFEST_UNREADABLE");
    assertThat(Files.exists(missing)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"spec.templates[0].name", "metadata.labels[example.com/a][0]", "[3].a", "''"})
  void pathsReadTheirOwnText(String text) {
    assertThat(FieldPath.parse(text)).hasToString(text);
  }

  private static Problem problemOf(ThrowingCallable call) {
    ProblemException[] caught = new ProblemException[1];
    assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> caught[0] = e);
    return caught[0].problem();
  }
}
