package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.PodSettings.ImageCommand;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodFactoryTest {
  private static final String PLAIN = "container: {image: x, command: [echo], args: [hi]}";
  private static final String OUTPUT = "outputs: {artifacts: [{name: o, path: /tmp/o}]}\n" + PLAIN;

  private static ObjectNode spec(PodFixture fixture, PodSettings settings) {
    return (ObjectNode) fixture.plan(settings).pod().path("spec");
  }

  private static ObjectNode spec(PodFixture fixture) {
    return spec(fixture, PodSettings.kubernetes());
  }

  private static JsonNode container(JsonNode spec, String name) {
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        if (container.path("name").asText().equals(name)) {
          return container;
        }
      }
    }
    throw new AssertionError("no " + name + " in " + spec);
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(item -> names.add(item.path("name").asText()));
    return names;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Test
  void aPodWithoutFilesToMoveHasNoHelpers() {
    ObjectNode spec = spec(PodFixture.of(PLAIN));
    assertThat(names(spec.path("containers"))).containsExactly("main");
    assertThat(spec.path("initContainers")).isEmpty();
    assertThat(texts(container(spec, "main").path("command"))).containsExactly("echo");
    assertThat(texts(container(spec, "main").path("args"))).containsExactly("hi");
    assertThat(spec.path("restartPolicy").asText()).isEqualTo("Never");
    assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isFalse();
  }

  @Test
  void mainIsWrappedWhenItsFilesAreSaved() {
    PodPlan plan = PodFixture.of(OUTPUT).plan(PodSettings.kubernetes());
    JsonNode spec = plan.pod().path("spec");
    assertThat(names(spec.path("initContainers"))).containsExactly("argo-shell", "init");
    assertThat(names(spec.path("containers"))).containsExactly("wait", "main");
    assertThat(texts(container(spec, "main").path("command")))
        .containsExactly("/argo/busybox", "sh", "/argo/wrap", "main", "echo");
    assertThat(texts(container(spec, "main").path("args"))).containsExactly("hi");
    assertThat(plan.transfers())
        .containsExactly(new Transfer("o", Transfer.Direction.STORE, "wf/wf-pod-1/o.tgz"));
  }

  @Test
  void locallyTheMachinesShellWrapsAndTheArtifactFolderIsMounted() {
    JsonNode spec = spec(PodFixture.of(OUTPUT), PodSettings.local("/var/artifacts"));
    assertThat(names(spec.path("initContainers"))).containsExactly("init");
    assertThat(texts(container(spec, "main").path("command")))
        .containsExactly("sh", "/argo/wrap", "main", "echo");
    assertThat(container(spec, "wait").has("securityContext")).isFalse();
    assertThat(spec.path("volumes").toString())
        .contains("\"hostPath\":{\"path\":\"/var/artifacts\",\"type\":\"DirectoryOrCreate\"}");
    assertThat(names(container(spec, "main").path("volumeMounts"))).containsExactly("argo-build");
  }

  @Test
  void onlyHelpersMountTheAddresses() {
    JsonNode spec =
        spec(
            PodFixture.of(
                    "inputs: {artifacts: [{name: i, path: /in}]}\nsidecars: [{name: s, image: x}]\n"
                        + OUTPUT)
                .stored("i", "key"));
    for (String helper : List.of("init", "wait")) {
      assertThat(names(container(spec, helper).path("volumeMounts")))
          .contains("argo-build-transfers");
    }
    for (String users : List.of("main", "s")) {
      assertThat(names(container(spec, users).path("volumeMounts")))
          .doesNotContain("argo-build-transfers");
    }
    assertThat(spec.path("volumes").toString())
        .contains("\"secret\":{\"secretName\":\"wf-pod-1\"}");
  }

  @Test
  void helpersAreRestricted() {
    JsonNode context = container(spec(PodFixture.of(OUTPUT)), "wait").path("securityContext");
    assertThat(context.toString())
        .isEqualTo(
            "{\"allowPrivilegeEscalation\":false,\"runAsNonRoot\":true,\"runAsUser\":65534,"
                + "\"capabilities\":{\"drop\":[\"ALL\"]},"
                + "\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}");
  }

  @ParameterizedTest
  @CsvSource({"1234,1234", "0,65534"})
  void helpersShareMainsUserUnlessItIsRoot(long user, long expected) {
    JsonNode spec = spec(PodFixture.of("securityContext: {runAsUser: " + user + "}\n" + OUTPUT));
    assertThat(spec.path("securityContext").path("runAsUser").asLong()).isEqualTo(user);
    JsonNode helper = container(spec, "init").path("securityContext");
    assertThat(helper.path("runAsUser").asLong()).isEqualTo(expected);
  }

  @Test
  void labelsAndAnnotationsOfTheUserCannotHideOurs() {
    ObjectNode metadata =
        (ObjectNode)
            PodFixture.of(
                    "daemon: true\nmetadata: {labels: {level: template, argo-build/workflow: other}}\n"
                        + PLAIN)
                .spec(
                    "podMetadata: {labels: {team: blue, level: workflow}, annotations: {note: hi}}")
                .plan(PodSettings.kubernetes())
                .pod()
                .path("metadata");
    assertThat(metadata.path("labels"))
        .isEqualTo(PodFixture.yaml("{team: blue, level: template, argo-build/workflow: wf}"));
    assertThat(metadata.path("annotations"))
        .isEqualTo(
            PodFixture.yaml(
                """
                kubectl.kubernetes.io/default-container: main
                note: hi
                argo-build/node-id: wf-1
                argo-build/node-name: wf.node
                argo-build/daemon: "true"
                """));
  }

  @Test
  void schedulingComesFromTemplateThenBoundaryThenWorkflow() {
    PodRequest request =
        PodFixture.of("nodeSelector: {a: template}\n" + PLAIN)
            .spec(
                """
                nodeSelector: {a: workflow}
                tolerations: [{key: workflow}]
                affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}]}}}
                schedulerName: of-workflow
                serviceAccountName: sa
                imagePullSecrets: [{name: pull}]
                hostAliases: [{ip: 10.0.0.1}]
                dnsConfig: {nameservers: [1.1.1.1]}
                automountServiceAccountToken: true
                """)
            .request();
    PodRequest retried =
        new PodRequest(
            request.workflow(),
            request.template(),
            new Template(PodFixture.yaml("tolerations: [{key: boundary}]")),
            "id",
            "name",
            "pod",
            true,
            false,
            77L,
            List.of("host-1", "host-2"),
            List.of(),
            List.of());
    ObjectNode pod = PodFactory.plan(retried, PodSettings.kubernetes()).pod();
    JsonNode spec = pod.path("spec");
    assertThat(spec.path("nodeSelector")).isEqualTo(PodFixture.yaml("a: template"));
    assertThat(spec.path("tolerations").toString()).isEqualTo("[{\"key\":\"boundary\"}]");
    assertThat(spec.path("affinity"))
        .isEqualTo(
            PodFixture.yaml(
                """
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                    - matchExpressions:
                      - {key: k, operator: Exists}
                      - {key: kubernetes.io/hostname, operator: NotIn, values: [host-1, host-2]}
                """));
    assertThat(spec.path("activeDeadlineSeconds").asLong()).isEqualTo(77);
    assertThat(spec.path("serviceAccountName").asText()).isEqualTo("sa");
    assertThat(spec.path("schedulerName").asText()).isEqualTo("of-workflow");
    assertThat(names(spec.path("imagePullSecrets"))).containsExactly("pull");
    assertThat(spec.path("hostAliases")).hasSize(1);
    assertThat(spec.path("dnsConfig").path("nameservers").get(0).asText()).isEqualTo("1.1.1.1");
    assertThat(spec.path("automountServiceAccountToken").asBoolean()).isTrue();
    assertThat(pod.path("metadata").path("labels").path("argo-build/on-exit").asText())
        .isEqualTo("true");
    assertThat(request.workflow().spec().raw().path("affinity").toString())
        .as("the request is left as it is")
        .doesNotContain("host-1");
  }

  @Test
  void volumesAreThoseThatAreMountedAndThoseOfTheTemplate() {
    JsonNode spec =
        spec(
            PodFixture.of(
                    """
                    volumes: [{name: own, emptyDir: {}}]
                    initContainers: [{name: prepare, image: x, mirrorVolumeMounts: true}]
                    container: {image: x, command: [c], volumeMounts: [{name: used, mountPath: /u}, {name: claim, mountPath: /c}]}
                    """)
                .spec(
                    """
                    volumes: [{name: used, configMap: {name: m}}, {name: unused, emptyDir: {}}]
                    volumeClaimTemplates: [{metadata: {name: claim}, spec: {}}]
                    """));
    assertThat(names(spec.path("volumes"))).containsExactly("own", "used", "claim", "argo-build");
    assertThat(spec.path("volumes").get(2).path("persistentVolumeClaim").path("claimName").asText())
        .isEqualTo("wf-claim");
    JsonNode init = container(spec, "prepare");
    assertThat(names(init.path("volumeMounts"))).containsExactly("used", "claim");
    assertThat(init.has("mirrorVolumeMounts")).isFalse();
  }

  @Test
  void aMountWithoutVolumeIsRefusedInArgosWords() {
    PodFixture fixture =
        PodFixture.of(
            "container: {image: x, command: [c], volumeMounts: [{name: nowhere, mountPath: /x}]}");
    assertThatThrownBy(() -> fixture.plan(PodSettings.kubernetes()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().message())
                    .isEqualTo("volume 'nowhere' not found in workflow spec"));
  }

  @Test
  void aPatchOfTheTemplateIsAppliedAfterThatOfTheWorkflow() {
    JsonNode spec =
        spec(
            PodFixture.of(
                    """
                    podSpecPatch: |
                      containers:
                      - name: main
                        command: [other]
                        env: [{name: WHO, value: patched}]
                      terminationGracePeriodSeconds: 3
                    outputs: {artifacts: [{name: o, path: /tmp/o}]}
                    container: {image: x, command: [echo], env: [{name: WHO, value: original}]}
                    """)
                .spec(
                    "podSpecPatch: '{\"terminationGracePeriodSeconds\": 9, \"priority\": 5, \"containers\": [{\"name\": \"wait\", \"resources\": {\"limits\": {\"cpu\": \"1\"}}}]}'"));
    assertThat(spec.path("terminationGracePeriodSeconds").asInt()).isEqualTo(3);
    assertThat(spec.path("priority").asInt()).isEqualTo(5);
    JsonNode main = container(spec, "main");
    assertThat(texts(main.path("command"))).endsWith("main", "other");
    assertThat(main.path("env").get(0)).isEqualTo(PodFixture.yaml("{name: WHO, value: patched}"));
    assertThat(container(spec, "wait").path("resources").path("limits").path("cpu").asText())
        .isEqualTo("1");
    assertThat(container(spec, "wait").path("env").toString()).contains("grace\\t3\\n");
  }

  @Test
  void aPatchThatIsNoYamlIsRefusedInArgosWords() {
    PodFixture fixture = PodFixture.of("podSpecPatch: 'containers: [{name: main'\n" + PLAIN);
    assertThatThrownBy(() -> fixture.plan(PodSettings.kubernetes()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().message()).isEqualTo("Error applying PodSpecPatch"));
  }

  @Test
  void aKnownEntryPointIsWrapped() {
    PodSettings settings =
        PodSettings.kubernetes()
            .withImageCommands(Map.of("x", new ImageCommand(List.of("/entry"), List.of("cmd"))));
    JsonNode main =
        container(
            spec(
                PodFixture.of(
                    "outputs: {artifacts: [{name: o, path: /tmp/o}]}\ncontainer: {image: x}"),
                settings),
            "main");
    assertThat(texts(main.path("command"))).endsWith("main", "/entry");
    assertThat(texts(main.path("args"))).containsExactly("cmd");
  }

  @Test
  void anUnknownEntryPointNeedsVolumesForItsOutputs() {
    JsonNode spec =
        spec(
            PodFixture.of(
                """
                volumes: [{name: v, emptyDir: {}}]
                outputs:
                  parameters: [{name: p, valueFrom: {path: /tmp/p}}, {name: q, valueFrom: {path: /tmp/sub/q}}]
                  artifacts: [{name: o, path: /v/o}]
                container: {image: x, volumeMounts: [{name: v, mountPath: /v, readOnly: true}]}
                """));
    assertThat(container(spec, "main").has("command")).isFalse();
    assertThat(container(spec, "main").path("volumeMounts").toString())
        .contains("{\"name\":\"argo-build-out-0\",\"mountPath\":\"/tmp\"}")
        .doesNotContain("argo-build-out-1");
    assertThat(container(spec, "wait").path("volumeMounts").toString())
        .contains("{\"name\":\"argo-build-out-0\",\"mountPath\":\"/mainctrfs/tmp\"}")
        .contains("{\"name\":\"v\",\"mountPath\":\"/mainctrfs/v\"}");
  }

  @ParameterizedTest
  @CsvSource({"/o", "/etc/o", "/usr/local/o"})
  void anUnknownEntryPointWithOutputsWhereNoVolumeCanBeIsRefused(String path) {
    PodFixture fixture =
        PodFixture.of(
            "outputs: {artifacts: [{name: o, path: " + path + "}]}\ncontainer: {image: x}");
    assertThatThrownBy(() -> fixture.plan(PodSettings.kubernetes()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("POD_COMMAND_NEEDED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''        | Artifact 'o' did not specify a path",
        "/a/../b   | Artifact 'o' attempted to use a path containing '..'. Directory traversal is not permitted",
      })
  void pathsAreCheckedInArgosWords(String path, String message) {
    PodFixture fixture =
        PodFixture.of("outputs: {artifacts: [{name: o, path: '" + path + "'}]}\n" + PLAIN);
    assertThatThrownBy(() -> fixture.plan(PodSettings.kubernetes()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().message()).isEqualTo(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, path: /t/x.txt}                             | f/a.tgz",
        "{name: a, path: /t/x.txt, archive: {zip: {}}}         | f/a.zip",
        "{name: a, path: /t/x.txt, archive: {none: {}}}        | f/x.txt",
        "{name: a, path: /t/dir/, archive: {none: {}}}         | f/dir",
        "{name: a, path: /t/x, s3: {key: own/k.tgz}}           | own/k.tgz",
        "{name: a, path: /t/x, gcs: {bucket: b, key: g}}       | g",
      })
  void keysFollowArgo(String artifact, String key) {
    Template template =
        new Template(PodFixture.yaml("outputs: {artifacts: [" + artifact + "]}\n" + PLAIN));
    assertThat(OutputArtifact.of(template, "f"))
        .extracting(OutputArtifact::key)
        .containsExactly(key);
  }

  @Test
  void dollarSignsInNamesSurviveTheExpansionOfVariables() {
    PodFixture fixture =
        PodFixture.of(
            "outputs: {parameters: [{name: \"n$(HOME)\", valueFrom: {path: /p}}]}\n" + PLAIN);
    JsonNode env = container(spec(fixture), "wait").path("env");
    assertThat(env.get(0).path("value").asText()).contains("\"n$$(HOME)\"");
  }

  @Test
  void textsBeyondWhatAPodCanCarryAreRefused() {
    PodFixture fixture =
        PodFixture.of("script: {image: x, command: [sh], source: \"" + "x".repeat(900_000) + "\"}");
    assertThatThrownBy(() -> fixture.plan(PodSettings.kubernetes()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("POD_TEXT_TOO_LARGE"));
  }

  @Test
  void scriptsHoldNothingThatKubernetesExpands() {
    for (String script : List.of(ScriptText.PREPARE, ScriptText.WRAP, ScriptText.COLLECT)) {
      assertThat(script).doesNotContain("$$").doesNotContainPattern("\\$\\([A-Z_][A-Z0-9_]*\\)");
      assertThat(script).doesNotContainPattern("(?m)^\\s*#");
    }
  }

  @Test
  void theWrapperSetsNoVariableOfTheUsersBeforeTheCommandRuns() {
    String beforeSaving = ScriptText.WRAP.substring(0, ScriptText.WRAP.indexOf("pack()"));
    String main = ScriptText.WRAP.substring(ScriptText.WRAP.indexOf("argo_collected="));
    assertThat(beforeSaving + main)
        .doesNotContainPattern("(?m)(^|[ ;])(?!argo_|ARGO_|IFS)[A-Za-z_]+=[^=]");
  }
}
