package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** A template's own containers, as Kubernetes takes them. */
final class UserContainers {
  static final String ROOT_VOLUME = "argo-build";
  static final String INPUT_VOLUME = "argo-build-inputs";

  private final PodRequest request;
  private final Template template;

  UserContainers(PodRequest request) {
    this.request = request;
    this.template = request.template();
  }

  List<ObjectNode> mains() {
    List<ObjectNode> mains = new ArrayList<>();
    if (template.container().isPresent()) {
      mains.add(named(template.container().get().deepCopy(), PodProtocol.MAIN));
    } else if (template.script().isPresent()) {
      mains.add(script(template.script().get().deepCopy()));
    } else if (template.containerSet().isPresent()) {
      mains.addAll(set(template.containerSet().get()));
    } else {
      throw new ProblemException(
          new Problem(
              "POD_TEMPLATE_KIND",
              ProblemClass.CONFIGURATION,
              "template " + template.name() + " is no container, script or containerSet",
              Place.NOWHERE,
              ""));
    }
    mains.forEach(this::common);
    return mains;
  }

  List<ObjectNode> sidecars() {
    return Fields.objects(template.raw(), "sidecars", this::besidesMain);
  }

  List<ObjectNode> inits() {
    return Fields.objects(template.raw(), "initContainers", this::besidesMain);
  }

  private static ObjectNode named(ObjectNode container, String name) {
    container.put("name", name);
    return container;
  }

  private static ObjectNode script(ObjectNode script) {
    script.remove("source");
    Json.list(script, "args").add(PodProtocol.SCRIPT_PATH);
    return named(script, PodProtocol.MAIN);
  }

  private static List<ObjectNode> set(ObjectNode set) {
    List<ObjectNode> members = new ArrayList<>();
    for (ObjectNode member : Protocol.members(set)) {
      ObjectNode copy = member.deepCopy();
      copy.remove("dependencies");
      ArrayNode mounts = Json.list(copy, "volumeMounts");
      Layers.mounts(set).forEach(mount -> mounts.add(mount.deepCopy()));
      members.add(copy);
    }
    return members;
  }

  /** What every main gets: our folder, our variables, and main its inputs. */
  private void common(ObjectNode container) {
    String name = Fields.textOrEmpty(container, "name");
    ArrayNode mounts = Json.list(container, "volumeMounts");
    mounts.add(Json.mount(ROOT_VOLUME, PodProtocol.ROOT));
    if (name.equals(PodProtocol.MAIN)) {
      inputMounts(mounts);
    }
    variables(container);
  }

  private void inputMounts(ArrayNode mounts) {
    List<InputArtifact> inputs = request.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      InputArtifact input = inputs.get(i);
      String path = PodPaths.clean(input.name(), input.path());
      boolean supplied = !(input.source() instanceof InputArtifact.NotSupplied);
      if (supplied && Layers.mountOf(template, path).isEmpty()) {
        mounts.add(Json.mount(INPUT_VOLUME, path).put("subPath", Integer.toString(i)));
      }
    }
  }

  private void variables(ObjectNode container) {
    ArrayNode env = Json.list(container, "env");
    env.add(Json.env("ARGO_CONTAINER_NAME", Fields.textOrEmpty(container, "name")));
    env.add(Json.env("ARGO_NODE_ID", request.nodeId()));
    env.add(Json.env("ARGO_WORKFLOW_NAME", request.workflow().name()));
    env.add(Json.env("ARGO_INCLUDE_SCRIPT_OUTPUT", Boolean.toString(request.result())));
    env.add(Json.env("ARGO_PROGRESS_FILE", PodProtocol.ROOT + "/progress"));
  }

  private ObjectNode besidesMain(ObjectNode container) {
    ObjectNode copy = container.deepCopy();
    copy.remove("mirrorVolumeMounts");
    if (Fields.flag(container, "mirrorVolumeMounts")) {
      ArrayNode mounts = Json.list(copy, "volumeMounts");
      Layers.mainMounts(template).forEach(mount -> mounts.add(mount.deepCopy()));
    }
    return copy;
  }

  /** Names of the volumes that containers mount, in the order of first use. */
  static List<String> volumesOf(List<ObjectNode> containers) {
    return containers.stream()
        .flatMap(container -> Layers.mounts(container).stream())
        .map((JsonNode mount) -> Fields.textOrEmpty(mount, "name"))
        .distinct()
        .toList();
  }
}
