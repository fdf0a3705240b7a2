package io.argobuild.core.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.pod.Quantity;
import io.argobuild.core.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small rules a kubelet follows, as tables. */
class KubernetesRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ConfigLookup CONFIGS =
      ConfigLookup.of(
          Map.of("conf", Map.of("k", bytes("from conf"))),
          Map.of("sec", Map.of("k", bytes("from sec"))));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "$(A), 1",
    "x$(A)y, x1y",
    "$(B), $(B)",
    "$$(A), $(A)",
    "$$$(A), $1",
    "$A, $A",
    "$, $",
    "a$, a$",
    "$(A, $(A",
    "$$, $",
    "$(), $()",
    "$(A)$(A), 11",
  })
  void variablesAreExpanded(String text, String expanded) {
    assertThat(VarExpansion.expand(text, Map.of("A", "1"))).isEqualTo(expanded);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "500m, 0.5",
    "1.5Gi, 1610612736",
    "1e3, 1000",
    "2E, 2000000000000000000",
    ".5, 0.5",
    "3., 3",
    "1k, 1000",
    "-1Ki, -1024",
  })
  void quantitiesAreRead(String text, BigDecimal value) {
    assertThat(Quantity.parse(text))
        .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gi", "1 Gi", "1Gb", "1e", "1e1000", "0x1"})
  void whatIsNoQuantityIsNone(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "[{name: A, value: x}, {name: B, value: $(A)$(C)}, {name: C, value: y}] | {A: x, B: \"x$(C)\", C: y}",
        "[{name: A, value: x}, {name: A, value: $(A)y}] | {A: xy}",
        "[{name: A}] | {A: \"\"}",
        "[{name: A, valueFrom: {configMapKeyRef: {name: conf, key: k}}}] | {A: from conf}",
        "[{name: A, valueFrom: {secretKeyRef: {name: sec, key: k}}}] | {A: from sec}",
        "[{name: A, valueFrom: {secretKeyRef: {name: none, key: k, optional: true}}}] | {}",
        "[{name: A, valueFrom: {configMapKeyRef: {name: conf, key: none, optional: true}}}] | {}",
        "[{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}] | {A: p}",
        "[{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['l/m']\"}}}] | {A: v}",
        "[{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.annotations['no']\"}}}] | {A: \"\"}",
        "[{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}] | {A: 127.0.0.1}",
        "[{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}] | {A: \"1500\"}",
        "[{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}] | {A: \"2\"}",
      })
  void theEnvironmentIsResolved(String env, String resolved) throws Exception {
    assertThat(resolver().resolve(container("env", env))).isEqualTo(map(resolved));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{secretKeyRef: {name: none, key: k}} | secret \"none\" not found",
        "{configMapKeyRef: {name: none, key: k}} | configmap \"none\" not found",
        "{configMapKeyRef: {name: conf, key: no}} | couldn't find key no in ConfigMap ns/conf",
        "{secretKeyRef: {name: sec, key: no}} | couldn't find key no in Secret ns/sec",
        "{fieldRef: {fieldPath: spec.priority}} | unsupported fieldPath: spec.priority",
      })
  void whatIsMissingIsToldInTheKubeletsWords(String from, String message) {
    assertThatThrownBy(
            () -> resolver().resolve(container("env", "[{name: A, valueFrom: " + from + "}]")))
        .isInstanceOf(ConfigError.class)
        .hasMessage(message);
  }

  @Test
  void wholeObjectsComeBeforeSingleVariables() throws Exception {
    ObjectNode container =
        container(
            "envFrom", "[{prefix: P_, configMapRef: {name: conf}}, {secretRef: {name: sec}}]");
    container.set("env", yaml("[{name: k, value: own $(P_k)}]"));

    assertThat(resolver().resolve(container))
        .isEqualTo(Map.of("P_k", "from conf", "k", "own from conf"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{metadata: {name: A}, spec: {containers: [{name: main}]}}",
        "{metadata: {name: p}, spec: {containers: []}}",
        "{metadata: {name: p}, spec: {containers: [{name: a}, {name: a}]}}",
        "{metadata: {name: p}, spec: {containers: [{name: a/b}]}}",
        "{metadata: {name: p}, spec: {activeDeadlineSeconds: 0, containers: [{name: a}]}}",
        "{metadata: {name: p}, spec: {containers: [{name: a, volumeMounts: [{name: v, mountPath: /v}]}]}}",
        "{metadata: {name: p}, spec: {volumes: [{name: v}], containers: [{name: a, volumeMounts: [{name: v, mountPath: v}]}]}}",
        "{metadata: {name: p}, spec: {volumes: [{name: v}], containers: [{name: a, volumeMounts: [{name: v, mountPath: /v, subPath: ../x}]}]}}",
        "{metadata: {name: p}, spec: {volumes: [{name: ../v}], containers: [{name: a}]}}",
        "{metadata: {name: p}, spec: {containers: [{name: a, env: [{name: A=B, value: x}]}]}}",
        "{metadata: {name: p}, spec: {containers: [{name: a, args: [1]}]}}",
      })
  void invalidPodsAreRefused(String pod) throws Exception {
    assertCode(yaml(pod), ClusterProblems.POD_INVALID);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{metadata: {name: p}, spec: {restartPolicy: Always, containers: [{name: a}]}}",
        "{metadata: {name: p}, spec: {initContainers: [{name: b, restartPolicy: Always}], containers: [{name: a}]}}",
        "{metadata: {name: p}, spec: {containers: [{name: a, volumeDevices: [{name: d}]}]}}",
      })
  void unsupportedPodsAreRefused(String pod) throws Exception {
    assertCode(yaml(pod), ClusterProblems.POD_UNSUPPORTED);
  }

  private static void assertCode(JsonNode pod, String code) {
    assertThatThrownBy(() -> PodValidation.check(pod))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @Test
  void theFlagsOfAMountAreThoseOfTheLastOneNearest() {
    MountTable table =
        MountTable.parse(
            List.of(
                "1 0 8:1 / / rw,relatime - ext4 x rw",
                "2 1 8:1 / /usr ro,nosuid,nodev - ext4 x rw",
                "3 1 8:1 / /home\\040dir rw,noexec - ext4 x rw",
                "4 2 8:1 / /usr rw,nodev - ext4 x rw"));

    assertThat(table.flags(Path.of("/usr/bin"))).containsExactly("nodev");
    assertThat(table.flags(Path.of("/home dir/x"))).containsExactly("noexec");
    assertThat(table.flags(Path.of("/usrx"))).isEmpty();
  }

  @Test
  void aProbeTurnsAfterItsThresholds() {
    ReadinessProbes.Streak streak = new ReadinessProbes.Streak(2, 3);
    boolean[] outcomes = {true, false, true, true, false, false, true, false, false, false};
    StringBuilder turns = new StringBuilder();
    for (boolean outcome : outcomes) {
      turns.append(streak.changes(outcome) ? (streak.isReady() ? '+' : '-') : '.');
    }
    assertThat(turns).hasToString("...+.....-");
  }

  private static EnvResolver resolver() throws Exception {
    JsonNode pod =
        yaml("{metadata: {name: p, namespace: ns, labels: {\"l/m\": v}}, spec: {containers: []}}");
    return new EnvResolver(CONFIGS, new PodFields(pod, "node"), pod);
  }

  private static ObjectNode container(String field, String value) throws Exception {
    ObjectNode container = JSON.createObjectNode().put("name", "main");
    container.putObject("resources").putObject("limits").put("cpu", "1500m");
    container.set(field, yaml(value));
    return container;
  }

  /** Flow style, so that the tables are read easily. */
  private static JsonNode yaml(String text) {
    return JSON.valueToTree(
        new org.snakeyaml.engine.v2.api.Load(
                org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
            .loadFromString(text));
  }

  private static Map<String, String> map(String text) {
    return JSON.convertValue(
        yaml(text), JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
  }
}
