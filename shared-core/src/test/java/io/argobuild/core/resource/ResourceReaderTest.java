package io.argobuild.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceReaderTest {
  private static final ResourceOwner OWNER =
      new ResourceOwner("wf", "uid-1", "ns", "wf-1", 7, List.of());
  private static final String CM = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}";

  private static ResourceRequest read(String resource, String manifest) throws ResourceException {
    return ResourceReader.read(YamlObjects.yaml(resource), manifest, OWNER);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{action: create}                       | ``                   | Must provide at least one of flags or manifest.",
        "{action: create}                       | ---                  | error: no objects passed to create",
        "{action: create}                       | {kind: A}            | error: error validating data: [apiVersion not set]",
        "{action: create}                       | {a: 1}               | error: error validating data: [apiVersion not set, kind not set]",
        "{action: create}                       | {apiVersion: v1, kind: A} | error: resource name may not be empty",
        "{action: create}                       | [1]                  | error: the manifest is no object",
        "{action: create, flags: [pod, a]}      | " + CM + " | error: Unexpected args: [pod, a]",
        "{action: create, flags: [pod, a]}      | ``                   | error: must specify one of -f and -k",
        "{action: create, flags: [-n, b]}       | {apiVersion: v1, kind: A, metadata: {name: a, namespace: c}} | error: the namespace from the provided object \"c\" does not match the namespace \"b\". You must pass '--namespace=c' to perform this operation.",
        "{action: apply}                        | {apiVersion: v1, kind: A, metadata: {generateName: a-}} | error: from a-: cannot use generate name with apply",
        "{action: get, flags: [pod, a]}         | "
            + CM
            + " | error: when paths, URLs, or stdin is provided as resource arguments, you may not specify resource arguments as well",
        "{action: get, flags: [pod]}            | ``                   | error: resource(s) were provided, but no name was specified",
        "{action: get, flags: [pod, a, --watch]} | ``                  | flag --watch is not supported: it does not end: use successCondition",
        "{action: get, flags: [pod, a, -o, json]} | ``                 | flag -o is not supported: the template says it: use outputs with jsonPath or jqFilter",
        "{action: get, flags: [pod, a, --all]}  | ``                   | kubectl get has no flag --all: leave it out",
        "{action: get, flags: [pod, a, --context=x]} | ``              | flag --context is not supported: the connection is the run's: set it where the run is started",
        "{action: get, flags: [pod, a, --frob]} | ``                   | flag --frob is not supported: leave it out, or call kubectl in a container template",
        "{action: get, flags: [pod, a, -n]}     | ``                   | flag needs an argument: -n",
        "{action: delete, flags: [pod, a, -l, x=y]} | ``               | error: name cannot be provided when a selector is specified",
        "{action: delete, flags: [pod, a, --all]} | ``                 | error: setting 'all' parameter but found a non empty selector.",
        "{action: delete, flags: [pod/a, b]}    | ``                   | error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
        "{action: patch}                        | {a: 1}               | error: You must provide one or more resources by argument or filename.",
        "{action: patch, mergeStrategy: odd}    | "
            + CM
            + " | error: --type must be one of [json merge strategic], not \"odd\"",
        "{action: patch, mergeStrategy: json, flags: [pod, a]} | {a: 1} | error: a JSON patch is a list of operations",
        "{action: patch, flags: [pod, a]}       | [{op: remove}]       | error: unable to parse the patch: it is no object",
        "{action: patch, flags: [pod, a]}       | "
            + CM
            + " | error: when paths, URLs, or stdin is provided as resource arguments, you may not specify resource arguments as well",
        "{action: frob}                         | " + CM + " | error: unknown command \"frob\"",
      })
  void whatKubectlRefusesIsRefusedInItsWords(String resource, String manifest, String message) {
    assertThatThrownBy(() -> read(resource, manifest))
        .isInstanceOf(ResourceException.class)
        .hasMessage(message);
  }

  @Test
  void aManifestThatIsNoYamlIsRefused() {
    assertThatThrownBy(() -> read("{action: create}", "{a: ["))
        .isInstanceOf(ResourceException.class)
        .hasMessageStartingWith("error: error parsing manifest: ");
  }

  @Test
  void aListAndSeveralDocumentsAreSeveralObjects() throws ResourceException {
    ResourceRequest request =
        read(
            "{action: apply}",
            "{kind: List, apiVersion: v1, items: [%s, %s]}\n---\n%s".formatted(CM, CM, CM));
    assertThat(request.objects()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[pod, a, b]                   | pod/a pod/b",
        "[pod/a, cm/b]                 | pod/a cm/b",
        "[-n, x, 'pod,cm', a]          | pod/a cm/a",
        "[deployments.apps, --, -a]    | deployments.apps/-a",
      })
  void argumentsNameObjects(String flags, String targets) throws ResourceException {
    ResourceRequest request = read("{action: get, flags: %s}".formatted(flags), "");
    assertThat(request.targets().stream().map(target -> target.type() + '/' + target.name()))
        .containsExactly(targets.split(" "));
  }

  @Test
  void aGeneratedNameIsTheSameWhenTheAttemptIsRepeatedAndOnlyThen() throws ResourceException {
    String manifest = "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: a-}}";
    String name = name(OWNER, manifest);

    assertThat(name).matches("a-[a-z0-9]{5}").isEqualTo(name(OWNER, manifest));
    assertThat(name)
        .isNotEqualTo(name(new ResourceOwner("wf", "uid-1", "ns", "wf-2", 7, List.of()), manifest))
        .isNotEqualTo(name(new ResourceOwner("wf", "uid-1", "ns", "wf-1", 8, List.of()), manifest))
        .isNotEqualTo(name(new ResourceOwner("wf", "uid-2", "ns", "wf-1", 7, List.of()), manifest));
  }

  private static String name(ResourceOwner owner, String manifest) throws ResourceException {
    ObjectNode object =
        ResourceReader.read(YamlObjects.yaml("{action: create}"), manifest, owner).objects().get(0);
    return Fields.textOrEmpty(object.path("metadata"), "name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{action: create, setOwnerReference: true, manifest: x} | true",
        "{action: apply, setOwnerReference: true, manifest: x}  | true",
        "{action: create, manifest: x}                          | false",
        "{action: create, setOwnerReference: true}              | false",
        "{action: get, setOwnerReference: true, manifest: x}    | false",
      })
  void theWorkflowOwnsWhatItsTemplateHolds(String resource, boolean owned)
      throws ResourceException {
    JsonNode owners = read(resource, CM).objects().get(0).path("metadata").path("ownerReferences");
    assertThat(owners.size()).isEqualTo(owned ? 1 : 0);
    if (owned) {
      assertThat(owners.get(0))
          .isEqualTo(
              YamlObjects.yaml(
                  "{apiVersion: argoproj.io/v1alpha1, kind: Workflow, name: wf, uid: uid-1,"
                      + " controller: true, blockOwnerDeletion: true}"));
    }
  }

  @Test
  void whatStandsForTheWorkflowOwnsInItsPlace() throws ResourceException {
    ObjectNode anchor = YamlObjects.yaml("{apiVersion: v1, kind: ConfigMap, name: a, uid: u}");
    ResourceOwner owner = new ResourceOwner("wf", "uid-1", "ns", "wf-1", 7, List.of(anchor));
    ObjectNode object =
        ResourceReader.read(
                YamlObjects.yaml("{action: create, setOwnerReference: true, manifest: x}"),
                CM,
                owner)
            .objects()
            .get(0);
    assertThat(object.path("metadata").path("ownerReferences")).containsExactly(anchor);
  }

  @ParameterizedTest
  @CsvSource({
    "po,pods",
    "pods,pods",
    "Pod,pods",
    "deploy,deployments.apps",
    "deployments.apps,deployments.apps",
    "deployments.v1.apps,deployments.apps",
    "wf,workflows.argoproj.io",
    "ing,ingresses.networking.k8s.io"
  })
  void typesHaveManyNames(String type, String resource) {
    assertThat(ObjectKind.called(type, ObjectKind.known()).map(ObjectKind::resource))
        .contains(resource);
  }

  @ParameterizedTest
  @CsvSource({"Route,routes.x.io", "Policy,policies.x.io", "Box,boxes.x.io", "Mesh,meshes.x.io"})
  void anUnknownKindGetsAPlural(String kind, String resource) {
    assertThat(ObjectKind.of("x.io/v1", kind).resource()).isEqualTo(resource);
  }
}
