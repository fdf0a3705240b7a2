package io.argobuild.core.cluster.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceException;
import io.argobuild.core.resource.ResourceOwner;
import io.argobuild.core.resource.ResourceReader;
import io.argobuild.core.resource.ResourceRequest;
import io.argobuild.core.resource.YamlObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalObjectsTest extends ClusterObjectsContract {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ResourceOwner OWNER =
      new ResourceOwner("wf", "uid", "ns", "wf-1", 7, List.of());
  private static final List<ObjectNode> GIVEN =
      List.of(
          YamlObjects.yaml(
              "{apiVersion: v1, kind: ConfigMap, metadata: {name: there, labels: {a: b}},"
                  + " data: {x: '1', w: '2'}}"),
          YamlObjects.yaml(
              "{apiVersion: x.io/v1, kind: Box, metadata: {name: there}, spec: {l: [{name: a}]}}"),
          YamlObjects.yaml(
              "{apiVersion: v1, kind: Secret, metadata: {name: key}, data: {k: cw==}}"));

  private final LocalObjects objects = LocalObjects.inMemory(GIVEN, "ns", () -> START);

  private static ResourceRequest request(String resource, String manifest, ResourceOwner owner) {
    try {
      return ResourceReader.read(YamlObjects.yaml(resource), manifest, owner);
    } catch (ResourceException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private List<ObjectNode> make(String resource, String manifest) {
    return new Kubectl(objects).run(request(resource, manifest, OWNER));
  }

  private static String cm(String name, String data) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: %s}"
        .formatted(name, data);
  }

  private static ObjectRef ref(String kind, String name) {
    String version = kind.equals("Box") ? "x.io/v1" : "v1";
    return new ObjectRef(version, kind, "ns", name);
  }

  /** What is in the object, or {@code none}. */
  private String data(String kind, String name) {
    return objects
        .read(ref(kind, name))
        .map(object -> object.path(kind.equals("Box") ? "spec" : "data"))
        .map(data -> data.toString().replace("\"", ""))
        .orElse("none");
  }

  @Override
  protected String namespace() {
    return "ns";
  }

  @Override
  protected ClusterObjects open() {
    return LocalObjects.inMemory(List.of(), "ns", () -> START);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{action: patch, flags: [box, there]} | {spec: {}} | CLUSTER_OBJECT_UNSUPPORTED | CONFIGURATION | error: application/strategic-merge-patch+json is not supported by x.io/v1, Kind=Box: use mergeStrategy merge or json",
        "{action: patch, mergeStrategy: merge, flags: [cm, there]} | {metadata: {name: other}} | CLUSTER_OBJECT_INVALID | CONFIGURATION | The ConfigMap \"there\" is invalid: a patch may not change its apiVersion, kind or name",
        "{action: patch, mergeStrategy: merge, flags: [cm, there]} | {metadata: {resourceVersion: '99'}} | CLUSTER_OBJECT_CONFLICT | CONFIGURATION | Error from server (Conflict): error when applying patch for \"/tmp/manifest.yaml\": Operation cannot be fulfilled on configmaps \"there\": the object has been modified; please apply your changes to the latest version and try again",
        "{action: delete, flags: [cm, -l, 'a in']} | `` | CLUSTER_OBJECT_INVALID | CONFIGURATION | error: ",
      })
  void whatAnApiServerRefusesIsRefused(
      String resource, String manifest, String code, ProblemClass kind, String message) {
    String text = manifest.startsWith("CM ") ? cm(manifest.substring(3), "{x: '5'}") : manifest;
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> make(resource, text));
    assertThat(thrown.problem().code()).isEqualTo(code);
    assertThat(thrown.problem().kind()).isEqualTo(kind);
    assertThat(thrown.problem().message()).startsWith(message);
    assertThat(data("ConfigMap", "there")).as("nothing is changed").isEqualTo("{x:1,w:2}");
  }

  @Test
  void objectsAreThereAgainAfterACrash(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run/objects.ndjson");
    LocalObjects first = LocalObjects.open(GIVEN, "ns", file, () -> START);
    Kubectl kubectl = new Kubectl(first);
    kubectl.run(request("{action: create}", cm("new", "{x: '5'}"), OWNER));
    kubectl.run(request("{action: delete, flags: [cm, there]}", "", OWNER));
    Files.writeString(file, "\n{\"object\": {\"torn", StandardOpenOption.APPEND);

    LocalObjects second = LocalObjects.open(GIVEN, "ns", file, () -> START);
    new Kubectl(second).run(request("{action: create}", cm("more", "{}"), OWNER));
    LocalObjects third = LocalObjects.open(GIVEN, "ns", file, () -> START);

    assertThat(third.read(ref("ConfigMap", "new"))).isEqualTo(first.read(ref("ConfigMap", "new")));
    assertThat(third.read(ref("ConfigMap", "more"))).isPresent();
    assertThat(third.read(ref("ConfigMap", "there"))).isEmpty();
  }

  @Test
  void valuesOfSecretsAreNotWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("objects.ndjson");
    LocalObjects local = LocalObjects.open(GIVEN, "ns", file, () -> START);
    String secret =
        "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {password: hunter2}}";
    new Kubectl(local).run(request("{action: apply}", secret, OWNER));
    new Kubectl(local)
        .run(request("{action: patch, flags: [secret, key]}", "{data: {z: eg==}}", OWNER));

    assertThat(local.read(ref("Secret", "s")).orElseThrow().path("data").path("password").asText())
        .isEqualTo("aHVudGVyMg==");
    assertThat(Files.readString(file)).doesNotContain("hunter2", "aHVudGVyMg", "cw==", "eg==");

    LocalObjects next = LocalObjects.open(GIVEN, "ns", file, () -> START);
    assertThat(next.read(ref("Secret", "key")).orElseThrow().path("data").path("k").asText())
        .as("what is given again has its values")
        .isEqualTo("cw==");
    assertThat(next.read(ref("Secret", "s")).orElseThrow().path("data")).isEmpty();
  }

  @Test
  void typesOfGivenObjectsAreKnown() {
    assertThat(make("{action: get, flags: [boxes, there]}", ""))
        .extracting(object -> object.path("kind").asText())
        .containsExactly("Box");
    assertThat(
            objects.list(objects.resolve("cm", "ns", ""), "").stream()
                .map(object -> object.path("metadata").path("name").asText())
                .collect(Collectors.toList()))
        .containsExactly("there");
  }
}
