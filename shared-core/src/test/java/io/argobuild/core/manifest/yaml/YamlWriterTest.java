package io.argobuild.core.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class YamlWriterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Resolvers of the YAML 1.1 type repository, but for null and text. */
  private static final Pattern YAML_1_1 =
      Pattern.compile(
          "(?i:y|n|yes|no|on|off)|<<|="
              + "|[-+]?(0b[0-1_]+|0[0-7_]+|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

  private static final Pattern YAML_1_1_NUMBER =
      Pattern.compile(
          "[-+]?(0|[1-9][0-9_]*)|[-+]?([0-9][0-9_]*)?\\.[0-9.]*([eE][-+][0-9]+)?|true|false|null");

  private static final String[] TEXTS = {
    "",
    "y",
    "Yes",
    "off",
    "null",
    "~",
    "1.10",
    "010",
    "0o7",
    "1e3",
    ".5",
    "1_0",
    "12:30:45",
    "<<",
    "2001-12-14",
    "- a",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "{{x}}",
    "{{=x ?? 'd'}}",
    "*a",
    "&a",
    "!a",
    "@a",
    "%a",
    "`a",
    "|",
    ">",
    "'",
    "\"",
    "a\\b",
    " a",
    "a ",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    "\na",
    " a\nb",
    "a\n b\n",
    "a\n\tb",
    "\ta\nb",
    "a\r\nb",
    "\u0085",
    "\u2028a",
    "\u00e9",
    "\ud83d\ude00",
    "\ufeff",
    "\u0000",
    "\u001b",
    "\u007f",
    "---",
    "...",
    "--- a",
    "a\n---\nb",
    "a\n...\n",
    "echo hi\nexit 1\n",
    "?",
    "? a",
    "-",
    ":",
    "alpine:3.23",
    "http://x/y?z=1&b",
    "/tmp/x",
    "a,b",
    "[a]",
    "{a}",
    "=",
    "a".repeat(2000),
    "0x1F",
    "+1",
    "key: |\n  x\n",
    "a\n   \n",
    "   \n",
    "\n",
    "-0",
    "0b1",
    ".inf",
    ".NaN",
    "e1",
    "nan",
    "a\n\n\nb\n\n\n",
  };

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRuleSetReadsBackWhatWasWritten(int seed) {
    assertSameForAll(tree(new Random(seed), 0));
  }

  @Test
  void textsThatLookLikeSomethingElseStayText() {
    ArrayNode list = JSON.createArrayNode();
    ObjectNode keys = JSON.createObjectNode();
    for (String text : TEXTS) {
      list.add(text);
      keys.put(text, text);
      assertSameForAll(JSON.getNodeFactory().textNode(text));
    }
    assertSameForAll(list);
    assertSameForAll(keys);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e21, -1.5e300, 1e-7, 0.1, -0.0, 123456.789, 5e-324})
  void floatsStayFloats(double number) {
    JsonNode value = JSON.getNodeFactory().numberNode(number);
    assertSameForAll(value);
    assertThat(YamlWriter.write(value)).contains(".");
  }

  @Test
  void writesAsKubectlDoes() throws Exception {
    JsonNode value =
        JSON.readTree(
            """
            {"kind": "Workflow", "spec": {"templates": [{"name": "a", "args": ["yes", 1, true],
             "script": {"source": "echo 1\\nexit 0\\n", "env": {}}}], "list": [[1], []]}}
            """);
    assertThat(YamlWriter.write(value))
        .isEqualTo(
            """
            kind: Workflow
            spec:
              templates:
              - name: a
                args:
                - "yes"
                - 1
                - true
                script:
                  source: |
                    echo 1
                    exit 0
                  env: {}
              list:
              - - 1
              - []
            """);
  }

  private static void assertSameForAll(JsonNode value) {
    String text = YamlWriter.write(value);
    YamlReader reader = new YamlReader(Limits.DEFAULT, Duplicates.REFUSED);
    assertThat(reader.readSingle(text, "written")).as(text).isEqualTo(value);
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setCodePointLimit(1 << 24).build();
    JsonNode yaml12 = JSON.valueToTree(new Load(settings).loadFromString(text));
    assertThat(yaml12.toString()).as(text).isEqualTo(value.toString());
    assertNothingChangesTypeInYaml11(text, settings);
  }

  /** Plain scalars are text that no resolver of YAML 1.1 takes, or what they should be. */
  private static void assertNothingChangesTypeInYaml11(String text, LoadSettings settings) {
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof ScalarEvent scalar && scalar.isPlain()) {
        assertThat(scalar.getValue()).doesNotMatch(YAML_1_1);
        if (!Scalars.resolvePlain(scalar.getValue()).isTextual()) {
          assertThat(scalar.getValue()).matches(YAML_1_1_NUMBER);
        }
      }
    }
  }

  private static JsonNode tree(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 5 : 9);
    if (kind < 3) {
      return JSON.getNodeFactory().textNode(text(random));
    }
    if (kind == 3) {
      return JSON.getNodeFactory().numberNode(random.nextInt());
    }
    if (kind == 4) {
      return random.nextBoolean()
          ? JSON.getNodeFactory().nullNode()
          : JSON.getNodeFactory().booleanNode(random.nextBoolean());
    }
    int size = random.nextInt(4);
    if (kind < 7) {
      ArrayNode list = JSON.createArrayNode();
      IntStream.range(0, size).forEach(i -> list.add(tree(random, depth + 1)));
      return list;
    }
    ObjectNode object = JSON.createObjectNode();
    IntStream.range(0, size).forEach(i -> object.set(text(random), tree(random, depth + 1)));
    return object;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }
}
