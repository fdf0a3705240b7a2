package io.argobuild.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {
  @ParameterizedTest(name = "{0} with {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1}                      | {b: 2}                            | {a: 1, b: 2}",
        "{a: {b: 1, c: 2}}           | {a: {b: 3}}                       | {a: {b: 3, c: 2}}",
        "{a: 1, b: 2}                | {a: null}                         | {b: 2}",
        "{args: [a, b]}              | {args: [c]}                       | {args: [c]}",
        "{tolerations: [{key: a}]}   | {tolerations: [{key: b}]}         | {tolerations: [{key: b}]}",
        "{env: [{name: A, value: a}]}| {env: [{name: B, value: b}]}      | {env: [{name: A, value: a}, {name: B, value: b}]}",
        "{env: [{name: A, value: a}]}| {env: [{name: A, value: b}]}      | {env: [{name: A, value: b}]}",
        "{env: [{name: A}, {name: B}]}| {env: [{name: A, $patch: delete}]}| {env: [{name: B}]}",
        "{env: [{name: A}]}          | {env: [{$patch: replace}, {name: B}]} | {env: [{name: B}]}",
        "{volumeMounts: [{mountPath: /a, name: x}]} | {volumeMounts: [{mountPath: /a, name: y}]} | {volumeMounts: [{mountPath: /a, name: y}]}",
        "{ports: [{containerPort: 80, name: x}]} | {ports: [{containerPort: 80, protocol: UDP}]} | {ports: [{containerPort: 80, name: x, protocol: UDP}]}",
        "{containers: [{name: m, env: [{name: A}]}]} | {containers: [{name: m, env: [{name: B}]}, {name: n}]} | {containers: [{name: m, env: [{name: A}, {name: B}]}, {name: n}]}",
        "{a: {b: 1}}                 | {a: {$patch: replace, c: 2}}      | {a: {c: 2}}",
        "{a: {b: 1}, c: 1}           | {a: {$patch: delete}}             | {c: 1}",
        "{a: {b: 1}}                 | {a: 2}                            | {a: 2}",
        "{a: 2}                      | {a: {b: {c: null, d: 1}}}         | {a: {b: {d: 1}}}",
        "{env: [{name: A}]}          | {$setElementOrder/env: [{name: A}], env: [{name: A, value: x}]} | {env: [{name: A, value: x}]}",
      })
  void mergesAsKubernetesDoes(String target, String patch, String expected) {
    ObjectNode before = YamlObjects.yaml(target);
    ObjectNode merged = StrategicMerge.merge(before, YamlObjects.yaml(patch));
    assertThat(merged).isEqualTo(YamlObjects.yaml(expected));
    assertThat(before).as("the target is left as it is").isEqualTo(YamlObjects.yaml(target));
  }

  @Test
  void aNewItemHasNoDirectivesInIt() {
    ObjectNode merged =
        StrategicMerge.merge(
            YamlObjects.yaml("{}"),
            YamlObjects.yaml("{env: [{name: A, value: x, $patch: merge}]}"));
    assertThat(merged).isEqualTo(YamlObjects.yaml("{env: [{name: A, value: x}]}"));
  }
}
