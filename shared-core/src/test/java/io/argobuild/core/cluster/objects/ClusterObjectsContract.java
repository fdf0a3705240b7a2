package io.argobuild.core.cluster.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceException;
import io.argobuild.core.resource.ResourceOwner;
import io.argobuild.core.resource.ResourceReader;
import io.argobuild.core.resource.ResourceRequest;
import io.argobuild.core.resource.YamlObjects;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for the objects of any cluster. */
public abstract class ClusterObjectsContract {
  private ClusterObjects objects = LocalObjects.inMemory(List.of(), "", () -> Instant.EPOCH);

  /** A namespace without objects of its own, apart from those that every one has. */
  protected abstract String namespace();

  protected abstract ClusterObjects open();

  @BeforeEach
  void begin() {
    objects = open();
    run("{action: delete, flags: [cm, new]}", "");
    run("{action: delete, flags: [cm, there]}", "");
    String there =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: there, labels: {a: b}},"
            + " data: {x: '1', w: '2'}}";
    new Kubectl(objects).run(request("{action: create}", there, owner("wf-0")));
  }

  private ResourceOwner owner(String node) {
    return new ResourceOwner("wf", "uid", namespace(), node, 7, List.of());
  }

  private static ResourceRequest request(String resource, String manifest, ResourceOwner owner) {
    try {
      return ResourceReader.read(YamlObjects.yaml(resource), manifest, owner);
    } catch (ResourceException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Carries out a resource template. */
  protected final List<ObjectNode> run(String resource, String manifest) {
    return new Kubectl(objects).run(request(resource, manifest, owner("wf-1")));
  }

  private static String cm(String name, String data) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: %s}"
        .formatted(name, data);
  }

  /** Clusters may order fields as they like. */
  private static List<String> sorted(String data) {
    return Stream.of(data.split("[{},]")).sorted().toList();
  }

  /** What is in the ConfigMap, or {@code none}. */
  private String data(String name) {
    return objects
        .read(new ObjectRef("v1", "ConfigMap", namespace(), name))
        .map(object -> object.path("data").toString().replace("\"", ""))
        .orElse("none");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{action: create}                 | CM new {x: '5'}         | new   | {x:5}",
        "{action: apply}                  | CM new {x: '5'}         | new   | {x:5}",
        "{action: apply}                  | CM there {x: '5'}       | there | {x:5,w:2}",
        "{action: replace}                | CM there {x: '5'}       | there | {x:5}",
        "{action: replace, flags: [--force]} | CM there {x: '5'}    | there | {x:5}",
        "{action: replace, flags: [--force]} | CM new {x: '5'}      | new   | {x:5}",
        "{action: patch}                  | CM there {x: '5'}       | there | {x:5,w:2}",
        "{action: patch, mergeStrategy: merge} | CM there {x: null} | there | {w:2}",
        "{action: patch, flags: [cm, there]} | {data: {z: '3'}}     | there | {x:1,w:2,z:3}",
        "{action: patch, mergeStrategy: json, flags: [configmaps/there]} | [{op: remove, path: /data/x}] | there | {w:2}",
        "{action: get}                    | CM there {}             | there | {x:1,w:2}",
        "{action: get, flags: [cm, there]} | ``                     | there | {x:1,w:2}",
        "{action: get, flags: [cm, new, --ignore-not-found]} | ``   | new   | none",
        "{action: delete}                 | CM there {}             | there | none",
        "{action: delete}                 | CM new {}               | new   | none",
        "{action: delete, flags: [cm, there]} | ``                  | there | none",
        "{action: delete, flags: [cm, -l, a]} | ``                  | there | none",
        "{action: delete, flags: [cm, -l, a=b]} | ``                | there | none",
        "{action: delete, flags: [cm, -l, a=c]} | ``                | there | {x:1,w:2}",
        "{action: delete, flags: [cm, there, -n, other]} | ``       | there | {x:1,w:2}",
      })
  void everyVerbLeavesWhatItShould(String resource, String manifest, String name, String expected) {
    String text = manifest;
    if (manifest.startsWith("CM ")) {
      String[] words = manifest.split(" ", 3);
      text = cm(words[1], words[2]);
    }
    run(resource, text);
    assertThat(sorted(data(name))).isEqualTo(sorted(expected));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{action: create}  | CM there | CLUSTER_OBJECT_EXISTS | CONFIGURATION | Error from server (AlreadyExists): error when creating \"/tmp/manifest.yaml\": configmaps \"there\" already exists",
        "{action: replace} | CM new   | CLUSTER_OBJECT_NOT_FOUND | NOT_FOUND | Error from server (NotFound): configmaps \"new\" not found",
        "{action: patch}   | CM new   | CLUSTER_OBJECT_NOT_FOUND | NOT_FOUND | Error from server (NotFound): configmaps \"new\" not found",
        "{action: get}     | CM new   | CLUSTER_OBJECT_NOT_FOUND | NOT_FOUND | Error from server (NotFound): configmaps \"new\" not found",
        "{action: get, flags: [deploy, new]} | `` | CLUSTER_OBJECT_NOT_FOUND | NOT_FOUND | Error from server (NotFound): deployments.apps \"new\" not found",
        "{action: get, flags: [frob, new]} | `` | CLUSTER_OBJECT_TYPE_UNKNOWN | CONFIGURATION | error: the server doesn't have a resource type \"frob\"",
        "{action: create}  | CM a/b | CLUSTER_OBJECT_INVALID | CONFIGURATION | The ConfigMap \"a/b\" is invalid: metadata.name: Invalid value: \"a/b\": ",
      })
  void problemsHaveACodeAClassAndKubectlsWords(
      String resource, String manifest, String code, ProblemClass kind, String message) {
    String text = manifest.startsWith("CM ") ? cm(manifest.substring(3), "{x: '5'}") : manifest;
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> run(resource, text));
    assertThat(thrown.problem().code()).isEqualTo(code);
    assertThat(thrown.problem().kind()).isEqualTo(kind);
    assertThat(thrown.problem().message()).startsWith(message);
    assertThat(sorted(data("there"))).as("nothing is changed").isEqualTo(sorted("{x:1,w:2}"));
  }

  @Test
  void aCreationThatIsRepeatedFindsItsOwnObjectAndNobodyElses() {
    String manifest = cm("new", "{x: '5'}");
    ObjectNode first = run("{action: create}", manifest).get(0);
    assertThat(run("{action: create}", manifest)).containsExactly(first);

    assertThatThrownBy(
            () -> new Kubectl(objects).run(request("{action: create}", manifest, owner("wf-2"))))
        .extracting(e -> ((ProblemException) e).problem())
        .extracting(Problem::code)
        .isEqualTo(ObjectProblems.EXISTS);
  }

  @Test
  void writtenObjectsHaveWhatAnApiServerAdds() {
    ObjectNode created = run("{action: create}", cm("new", "{}")).get(0);
    ObjectNode replaced = run("{action: replace}", cm("new", "{x: '1'}")).get(0);

    assertThat(created.path("metadata").path("creationTimestamp").asText()).endsWith("Z");
    assertThat(created.path("metadata").path("namespace").asText()).isEqualTo(namespace());
    assertThat(replaced.path("metadata").path("uid"))
        .isEqualTo(created.path("metadata").path("uid"));
    assertThat(replaced.path("metadata").path("resourceVersion"))
        .isNotEqualTo(created.path("metadata").path("resourceVersion"));
  }
}
