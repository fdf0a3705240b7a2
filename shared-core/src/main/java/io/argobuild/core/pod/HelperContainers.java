package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.List;

/** The containers that are not the user's. */
final class HelperContainers {
  static final String TRANSFER_VOLUME = "argo-build-transfers";
  static final String ARTIFACT_VOLUME = "argo-build-artifacts";

  /** The kernel's limit for a variable, with its name. */
  private static final int MAX_LINES = 120 * 1024;

  private static final long NOBODY = 65534;

  private final PodRequest request;
  private final PodSettings settings;
  private final Protocol protocol;
  private final ProtocolLines lines;

  HelperContainers(PodRequest request, PodSettings settings, Protocol protocol) {
    this.request = request;
    this.settings = settings;
    this.protocol = protocol;
    this.lines = new ProtocolLines(request, protocol);
  }

  ProtocolLines lines() {
    return lines;
  }

  /** Copies a shell that needs nothing of main's image. */
  ObjectNode shell() {
    ObjectNode container = container(PodProtocol.SHELL, settings.shellImage());
    container.set(
        "command",
        Json.texts(List.of("/bin/busybox", "cp", "/bin/busybox", PodProtocol.BUSYBOX_PATH)));
    Json.list(container, "volumeMounts")
        .add(Json.mount(UserContainers.ROOT_VOLUME, PodProtocol.ROOT));
    return container;
  }

  ObjectNode prepare() {
    ObjectNode container = container(PodProtocol.PREPARE, settings.helperImage());
    container.set(
        "command", Json.texts(List.of("sh", "-c", ScriptText.PREPARE, PodProtocol.PREPARE)));
    ArrayNode env = Json.list(container, "env");
    env.add(plan(lines.prepare(new TextVariables(env))));
    ArrayNode mounts = Json.list(container, "volumeMounts");
    mounts.add(Json.mount(UserContainers.ROOT_VOLUME, PodProtocol.ROOT));
    if (request.inputs().stream().anyMatch(Protocol::needsPrepare)) {
      mounts.add(Json.mount(UserContainers.INPUT_VOLUME, PodProtocol.INPUTS));
      mirrors(mounts, false);
    }
    if (request.inputs().stream().anyMatch(i -> i.source() instanceof InputArtifact.Stored)) {
      transfers(mounts);
    }
    return container;
  }

  /**
   * @param grace what the pod has from SIGTERM to SIGKILL, in seconds
   * @param parents folders that were given a volume because main is not wrapped
   */
  ObjectNode collect(long grace, List<String> parents) {
    ObjectNode container = container(PodProtocol.COLLECT, settings.helperImage());
    container.set(
        "command", Json.texts(List.of("sh", "-c", ScriptText.COLLECT, PodProtocol.COLLECT)));
    Json.list(container, "env").add(plan(lines.collect(grace)));
    ArrayNode mounts = Json.list(container, "volumeMounts");
    mounts.add(Json.mount(UserContainers.ROOT_VOLUME, PodProtocol.ROOT));
    if (protocol.bySignal()) {
      mirrors(mounts, true);
      for (int i = 0; i < parents.size(); i++) {
        String path = PodProtocol.MIRROR + parents.get(i);
        mounts.add(Json.mount(UnwrappedOutputs.volumeName(i), path));
      }
    }
    if (!request.outputs().isEmpty()) {
      transfers(mounts);
    }
    return container;
  }

  private static ObjectNode plan(String lines) {
    if (lines.length() > MAX_LINES) {
      throw new ProblemException(
          new Problem(
              "POD_PLAN_TOO_LARGE",
              ProblemClass.CONFIGURATION,
              "the template has too many or too long artifacts and parameters for one pod",
              Place.NOWHERE,
              "Put the files into folders"));
    }
    return Json.env("ARGO_PLAN", lines);
  }

  private ObjectNode container(String name, String image) {
    ObjectNode container = Json.object().put("name", name).put("image", image);
    if (!settings.imagePullPolicy().isEmpty()) {
      container.put("imagePullPolicy", settings.imagePullPolicy());
    }
    if (!settings.helperResources().isEmpty()) {
      container.set("resources", settings.helperResources().deepCopy());
    }
    if (!settings.localTools()) {
      container.set("securityContext", restricted());
    }
    return container;
  }

  /** Pod Security "restricted", as main's user where that is not root, to share files with it. */
  private ObjectNode restricted() {
    ObjectNode context =
        Json.object().put("allowPrivilegeEscalation", false).put("runAsNonRoot", true);
    context.put("runAsUser", user());
    context.putObject("capabilities").putArray("drop").add("ALL");
    context.putObject("seccompProfile").put("type", "RuntimeDefault");
    return context;
  }

  private long user() {
    ObjectNode raw = request.template().raw();
    JsonNode body = request.template().container().or(request.template()::script).orElse(raw);
    for (JsonNode context :
        List.of(
            body.path("securityContext"),
            raw.path("securityContext"),
            request.workflow().spec().raw().path("securityContext"))) {
      long user = Fields.number(context, "runAsUser").orElse(-1L);
      if (user >= 0) {
        return user == 0 ? NOBODY : user;
      }
    }
    return NOBODY;
  }

  private void transfers(ArrayNode mounts) {
    mounts.add(Json.mount(TRANSFER_VOLUME, PodProtocol.TRANSFERS).put("readOnly", true));
    if (!settings.artifactFolder().isEmpty()) {
      mounts.add(Json.mount(ARTIFACT_VOLUME, PodProtocol.ARTIFACTS));
    }
  }

  /** Main's volumes, as far as inputs or, without a wrapper, outputs are in them. */
  private void mirrors(ArrayNode mounts, boolean outputs) {
    for (ObjectNode mount : Layers.mainMounts(request.template())) {
      boolean used =
          outputs
              ? UnwrappedOutputs.paths(request, protocol).stream().anyMatch(p -> isIn(p, mount))
              : request.inputs().stream()
                  .anyMatch(i -> isIn(PodPaths.clean(i.name(), i.path()), mount));
      if (used) {
        ObjectNode mirror = mount.deepCopy();
        mirror.put("mountPath", PodProtocol.MIRROR + PodPaths.normal(Layers.mountPath(mount)));
        mirror.remove("readOnly");
        mounts.add(mirror);
      }
    }
  }

  private boolean isIn(String path, ObjectNode mount) {
    return Layers.mountOf(request.template(), path).filter(mount::equals).isPresent();
  }
}
