package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Step;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopItemsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Step step(String json) {
    try {
      return new Step((ObjectNode) JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static Step withParam(String text) {
    ObjectNode raw = JSON.createObjectNode();
    raw.put("name", "x").put("withParam", text);
    return new Step(raw);
  }

  private static List<LoopItem> items(Step step) {
    return LoopItems.of(step, LoopItems.DEFAULT_MAX_ITEMS);
  }

  private static List<String> names(Step step) {
    return items(step).stream().map(item -> item.nameOf("x")).toList();
  }

  private static String failure(Step step) {
    ProblemException[] thrown = new ProblemException[1];
    assertThatThrownBy(() -> items(step))
        .isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e);
    return thrown[0].problem().message();
  }

  /** The manifests and node names that Argo's controller was seen to make. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"hello\"                                  | x(0:hello)            | hello",
        "1                                          | x(0:1)                | 1",
        "-3                                         | x(0:-3)               | -3",
        "1.5                                        | x(0:1.5)              | 1.5",
        "1.0                                        | x(0:1)                | 1",
        "1e3                                        | x(0:1000)             | 1000",
        "1.5e-7                                     | x(0:1.5e-7)           | 1.5e-7",
        "1234567.125                                | x(0:1234567.125)      | 1234567.125",
        "true                                       | x(0:true)             | true",
        "null                                       | x(0:[])               | null",
        "\"true\"                                   | x(0:true)             | true",
        "\"f(x)\"                                   | x(0:fx)               | f(x)",
        "\")(\"                                     | x(0:)                 | )(",
        "\"a:b\"                                    | x(0:a:b)              | a:b",
        "\"a\\nb\"                                  | x(0:a\\nb)            | `a\nb`",
        "\"say \\\"hi\\\" <b>\"                     | x(0:say \\\"hi\\\" <b>) | say \"hi\" <b>",
        "[1,\"two\",3]                              | x(0:[1 two 3])        | [1,\"two\",3]",
        "[]                                         | x(0:[])               | []",
        "[[1,2],[\"x\",true]]                       | x(0:[[1,2] [\"x\",true]]) | [[1,2],[\"x\",true]]",
        "[\"a b\",true,null,1.5]                    | x(0:[a b true null 1.5]) | [\"a b\",true,null,1.5]",
        "[{\"k\":1}]                                | x(0:[{\"k\":1}])      | [{\"k\":1}]",
        "{\"tag\":\"9.1\",\"image\":\"debian\"}     | x(0:image:debian,tag:9.1) | {\"image\":\"debian\",\"tag\":\"9.1\"}",
        "{\"outer\":{\"inner\":{\"deep\":1}}}       | x(0:outer:{\"inner\":{\"deep\":1}}) | {\"outer\":{\"inner\":{\"deep\":1}}}",
        "{\"none\":null,\"list\":[1,\"two\"]}       | x(0:list:[1,\"two\"],none:null) | {\"list\":[1,\"two\"],\"none\":null}",
        "{\"b\":{\"z\":1,\"a\":2}}                  | x(0:b:{\"a\":2,\"z\":1}) | {\"b\":{\"a\":2,\"z\":1}}",
      })
  void literalItems(String item, String name, String value) {
    LoopItem only = items(step("{\"withItems\":[" + item + "]}")).get(0);

    assertThat(only.nameOf("x")).isEqualTo(name);
    assertThat(only.value()).isEqualTo(value);
    assertThat(only.variables()).containsEntry("item", value);
  }

  @Test
  void equalItemsDifferByTheirIndex() {
    assertThat(names(step("{\"withItems\":[\"a\",\"a\"]}"))).containsExactly("x(0:a)", "x(1:a)");
  }

  @Test
  void membersOfMapsAreVariables() {
    Step step =
        step("{\"withItems\":[{\"s\":\"a\\\"b\",\"n\":1.50,\"m\":{\"k\":[1]},\"<\":\"<\"}]}");

    assertThat(items(step).get(0).variables())
        .isEqualTo(
            Map.of(
                "item", "{\"\\u003c\":\"\\u003c\",\"m\":{\"k\":[1]},\"n\":1.5,\"s\":\"a\\\"b\"}",
                "item.s", "a\\\"b",
                "item.n", "1.5",
                "item.m", "{\"k\":[1]}",
                "item.<", "<"));
  }

  @Test
  void aParameterKeepsHowItsNumbersAndStringsAreWritten() {
    assertThat(names(withParam(" [1.0, 1e3,\n \"\\u00e9\", {\"a\": 1.50, \"a\": 2.0 }]\n")))
        .containsExactly("x(0:1.0)", "x(1:1e3)", "x(2:\\u00e9)", "x(3:a:2.0)");
    assertThat(items(withParam("[\"\\u00e9\"]")).get(0).value()).isEqualTo("é");
  }

  @Test
  void aListThatIsEmptyOrNullHasNoItems() {
    assertThat(items(withParam("[]"))).isEmpty();
    assertThat(items(withParam("null"))).isEmpty();
    assertThat(items(step("{\"withSequence\":{\"count\":\"0\"}}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello    | hello: invalid character 'h' looking for beginning of value",
        "[1,      | [1,: unexpected end of JSON input",
        "[1] 2    | [1] 2: invalid character '2' after top-level value",
        "{\"a\":1}| {\"a\":1}: json: cannot unmarshal object into Go value of type []v1alpha1.Item",
        "\"a\"    | \"a\": json: cannot unmarshal string into Go value of type []v1alpha1.Item",
        "1        | 1: json: cannot unmarshal number into Go value of type []v1alpha1.Item",
        "false    | false: json: cannot unmarshal bool into Go value of type []v1alpha1.Item",
      })
  void aParameterThatIsNoListIsAnErrorInArgosWords(String text, String reason) {
    assertThat(failure(withParam(text)))
        .isEqualTo("withParam value could not be parsed as a JSON list: " + reason);
  }

  @Test
  void theErrorDoesNotMatterWhenTheConditionIsFalseAnyway() {
    Step skipped = withParam("no list");
    skipped.raw().put("when", "a == b");
    Step perItem = withParam("no list");
    perItem.raw().put("when", "{{item}} == b");

    assertThat(items(skipped)).isEmpty();
    assertThat(failure(perItem)).startsWith("withParam value could not be parsed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":3}                                    | 0 1 2",
        "{\"count\":\"2\",\"start\":\"5\"}                | 5 6",
        "{\"start\":1,\"end\":3}                          | 1 2 3",
        "{\"start\":3,\"end\":1}                          | 3 2 1",
        "{\"end\":-1}                                     | 0 -1",
        "{\"count\":-1}                                   | 0 -1 -2",
        "{\"count\":2,\"format\":\"testuser%02X\"}        | testuser00 testuser01",
        "{\"start\":10,\"end\":10,\"format\":\"%o-%[1]x\"} | 12-a",
        "{\"count\":1,\"format\":\"%s\"}                  | %!sint=0",
        "{\"count\":1,\"format\":\"plain\"}               | plain%!EXTRA int=0",
        "{\"start\":65,\"end\":65,\"format\":\"%c\"}      | A",
      })
  void sequencesAreFormattedAsGoDoes(String sequence, String descriptions) {
    assertThat(items(step("{\"withSequence\":" + sequence + "}")))
        .extracting(LoopItem::description)
        .containsExactly(descriptions.split(" (?!int)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":\"x\"}             | strconv.Atoi: parsing \"x\": invalid syntax",
        "{\"count\":\"\"}              | strconv.Atoi: parsing \"\": invalid syntax",
        "{\"end\":\"99999999999999999999\"} | strconv.Atoi: parsing \"99999999999999999999\": value out of range",
        "{\"start\":1}                 | neither end nor count was specified in withSequence",
        "{\"count\":1,\"format\":\"\\\"\"} | invalid character '%' after top-level value",
        "{\"count\":1,\"format\":\"%q\"} | invalid character 'x' in string escape code",
      })
  void mistakesInSequences(String sequence, String message) {
    assertThat(failure(step("{\"withSequence\":" + sequence + "}"))).isEqualTo(message);
  }

  @Test
  void moreItemsThanAllowedAreRefusedBeforeTheyAreMade() {
    Step endless = step("{\"withSequence\":{\"end\":\"9223372036854775807\",\"start\":-1}}");
    Step three = step("{\"withItems\":[1,2,3]}");

    assertThat(failure(endless)).isEqualTo("a loop has more than 100000 items");
    assertThat(LoopItems.of(three, 3)).hasSize(3);
    assertThatThrownBy(() -> LoopItems.of(three, 2))
        .hasMessageContaining("LOOP_TOO_LARGE [CONFIGURATION]: a loop has more than 2 items");
  }

  @Test
  void formatsThatMakeLongTextsAreLimited() {
    Step wide = step("{\"withSequence\":{\"count\":1,\"format\":\"%999999d\"}}");
    Step many = step("{\"withSequence\":{\"count\":1000,\"format\":\"%60000d\"}}");

    assertThat(failure(wide)).contains("more than 65536 characters");
    assertThat(failure(many)).contains("more than 16777216 characters");
  }

  @Test
  void aHundredThousandItemsAreRead() {
    assertThat(items(step("{\"withSequence\":{\"count\":100000}}"))).hasSize(100_000);
  }
}
