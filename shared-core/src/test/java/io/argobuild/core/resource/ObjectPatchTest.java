package io.argobuild.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectPatchTest {
  @ParameterizedTest(name = "{0} {2} on {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "STRATEGIC | {spec: {containers: [{name: a, image: x}]}} | {spec: {containers: [{name: a, image: y}, {name: b}]}} | {spec: {containers: [{name: a, image: y}, {name: b}]}}",
        "STRATEGIC | {a: 1, b: 2}            | {a: null}                                  | {b: 2}",
        "STRATEGIC | {ports: [{port: 80}]}   | {ports: [{port: 443}]}                     | {ports: [{port: 80}, {port: 443}]}",
        "MERGE     | {l: [{name: a}], b: 2}  | {l: [{name: b}]}                           | {l: [{name: b}], b: 2}",
        "MERGE     | {a: {b: 1, c: 2}}       | {a: {b: null}, d: {e: null}}               | {a: {c: 2}, d: {}}",
        "MERGE     | {a: 1}                  | {a: {b: 2}}                                | {a: {b: 2}}",
        "JSON      | {a: 1}                  | [{op: add, path: /b, value: 2}]            | {a: 1, b: 2}",
        "JSON      | {a: [1, 3]}             | [{op: add, path: /a/1, value: 2}]          | {a: [1, 2, 3]}",
        "JSON      | {a: 1, b: 2}            | [{op: remove, path: /a}]                   | {b: 2}",
        "JSON      | {a: 1}                  | [{op: replace, path: /a, value: 2}]        | {a: 2}",
        "JSON      | {a: 1}                  | [{op: move, from: /a, path: /b}]           | {b: 1}",
        "JSON      | {a: 1}                  | [{op: copy, from: /a, path: /b}]           | {a: 1, b: 1}",
        "JSON      | {a: 1}                  | [{op: test, path: /a, value: 1}]           | {a: 1}",
        "JSON      | {m: {'a/b': 1}}         | [{op: remove, path: /m/a~1b}]              | {m: {}}",
      })
  void changesObjects(ObjectPatch.Strategy strategy, String object, String patch, String expected)
      throws ResourceException {
    ObjectNode before = YamlObjects.yaml(object);
    assertThat(new ObjectPatch(strategy, YamlObjects.value(patch)).applyTo(before))
        .isEqualTo(YamlObjects.yaml(expected));
    assertThat(before).as("the object is left as it is").isEqualTo(YamlObjects.yaml(object));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{op: remove, path: /nowhere}]",
        "[{op: test, path: /a, value: 2}]",
        "[{op: add, path: /x/y, value: 1}]",
        "[{op: jump, path: /a}]",
        "[{op: add, path: a, value: 1}]",
        "[{path: /a}]",
        "[1]",
      })
  void aJsonPatchThatDoesNotFitIsRefused(String patch) {
    ObjectPatch json = new ObjectPatch(ObjectPatch.Strategy.JSON, YamlObjects.value(patch));
    assertThatThrownBy(() -> json.applyTo(YamlObjects.yaml("{a: 1}")))
        .isInstanceOf(ResourceException.class)
        .hasMessageStartingWith("error: the JSON patch can't be applied: ");
  }

  @ParameterizedTest(name = "{1} after {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1, b: 2}                 | {a: 3}                     | {other: 9, a: 3}",
        "{m: {a: 1, b: 2}}            | {m: {a: 1}}                | {other: 9, m: {a: 1}}",
        "{l: [1, 2]}                  | {l: [3]}                   | {other: 9, l: [3]}",
        "{env: [{name: A}, {name: B}]} | {env: [{name: B, v: 1}]}  | {other: 9, env: [{name: B, v: 1}]}",
        "{env: [{name: A, v: 1}]}     | {env: [{name: A, w: 2}]}   | {other: 9, env: [{name: A, w: 2}]}",
      })
  void anApplicationRemovesWhatItAddedBeforeAndLeavesTheRest(
      String before, String after, String expected) {
    ObjectNode first = YamlObjects.yaml("{other: 9}");
    ObjectNode there = LastApplied.merge(first, YamlObjects.yaml(before), true);
    ObjectNode again = LastApplied.merge(there, YamlObjects.yaml(after), true);

    assertThat(again.path("metadata").path("annotations")).hasSize(1);
    again.remove("metadata");
    assertThat(again).isEqualTo(YamlObjects.yaml(expected));
  }

  @Test
  void listsOfUnknownKindsAreReplacedByAnApplication() {
    ObjectNode there =
        LastApplied.merge(
            YamlObjects.yaml("{env: [{name: A}], m: {a: 1}}"),
            YamlObjects.yaml("{env: [{name: B}], m: {b: 2}}"),
            false);
    there.remove("metadata");
    assertThat(there).isEqualTo(YamlObjects.yaml("{env: [{name: B}], m: {a: 1, b: 2}}"));
  }
}
