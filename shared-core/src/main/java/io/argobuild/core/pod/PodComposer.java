package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.StrategicMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts one pod together. */
final class PodComposer {
  private static final long DEFAULT_GRACE_SECONDS = 30;

  private final PodRequest request;
  private final PodSettings settings;
  private final Protocol protocol;
  private final UserContainers user;
  private final HelperContainers helpers;

  PodComposer(PodRequest request, PodSettings settings) {
    this.request = request;
    this.settings = settings;
    this.protocol = Protocol.of(request, settings);
    this.user = new UserContainers(request);
    this.helpers = new HelperContainers(request, settings, protocol);
  }

  PodPlan compose() {
    List<Transfer> transfers = helpers.lines().transfers();
    ObjectNode spec = patched(spec(transfers));
    // Only now, so that a patch sees and may change the user's own command.
    for (JsonNode container : spec.path("containers")) {
      if (container instanceof ObjectNode object
          && protocol.wraps(Fields.textOrEmpty(object, "name"))) {
        Commands.wrap(object, settings);
      }
    }
    String how = protocol.bySignal() ? PodProtocol.BY_SIGNAL : PodProtocol.BY_FIFO;
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    pod.set(
        "metadata",
        new PodFields(request)
            .metadata(protocol.collect() ? how : null, settings.ownerReferences()));
    pod.set("spec", spec);
    return new PodPlan(request.podName(), pod, transfers);
  }

  private ObjectNode spec(List<Transfer> transfers) {
    ObjectNode spec = new PodFields(request).spec();
    List<ObjectNode> mains = user.mains();
    List<ObjectNode> sidecars = user.sidecars();
    List<ObjectNode> inits = user.inits();
    List<String> parents = UnwrappedOutputs.parents(request, protocol);

    List<ObjectNode> mounting = new ArrayList<>(mains);
    mounting.addAll(sidecars);
    mounting.addAll(inits);
    Set<String> ours = Set.of(UserContainers.ROOT_VOLUME, UserContainers.INPUT_VOLUME);
    ArrayNode volumes = VolumeList.of(request, UserContainers.volumesOf(mounting), ours);
    volumes.add(Json.emptyDir(UserContainers.ROOT_VOLUME));
    if (!request.inputs().isEmpty()) {
      volumes.add(Json.emptyDir(UserContainers.INPUT_VOLUME));
    }
    if (!transfers.isEmpty()) {
      transferVolumes(volumes);
    }
    UnwrappedOutputs.mount(mains.get(0), volumes, parents);
    spec.set("volumes", volumes);
    spec.set("initContainers", initContainers(inits));

    ArrayNode containers = spec.putArray("containers");
    if (protocol.collect()) {
      // First, as containers start in this order: main waits for it before it does anything.
      containers.add(helpers.collect(grace(), parents));
    }
    mains.forEach(containers::add);
    sidecars.forEach(containers::add);
    return spec;
  }

  private ArrayNode initContainers(List<ObjectNode> inits) {
    ArrayNode all = Json.object().arrayNode();
    if (!protocol.wrapped().isEmpty() && !settings.localTools()) {
      all.add(helpers.shell());
    }
    if (protocol.needsPrepare(request)) {
      all.add(helpers.prepare());
    }
    inits.forEach(all::add);
    return all;
  }

  private void transferVolumes(ArrayNode volumes) {
    ObjectNode secret = Json.object().put("name", HelperContainers.TRANSFER_VOLUME);
    secret.putObject("secret").put("secretName", TransferSheet.secretName(request.podName()));
    volumes.add(secret);
    if (!settings.artifactFolder().isEmpty()) {
      ObjectNode folder = Json.object().put("name", HelperContainers.ARTIFACT_VOLUME);
      folder
          .putObject("hostPath")
          .put("path", settings.artifactFolder())
          .put("type", "DirectoryOrCreate");
      volumes.add(folder);
    }
  }

  private long grace() {
    for (ObjectNode patch : patches()) {
      JsonNode seconds = patch.path("terminationGracePeriodSeconds");
      if (seconds.isNumber()) {
        return Math.max(0, seconds.longValue());
      }
    }
    return DEFAULT_GRACE_SECONDS;
  }

  private ObjectNode patched(ObjectNode spec) {
    ObjectNode result = spec;
    List<ObjectNode> patches = patches();
    // The last one has the last word.
    for (int i = patches.size() - 1; i >= 0; i--) {
      result = StrategicMerge.merge(result, patches.get(i));
    }
    return result;
  }

  /** The template's, then the workflow's. */
  private List<ObjectNode> patches() {
    List<ObjectNode> patches = new ArrayList<>();
    for (ObjectNode owner : List.of(request.template().raw(), request.workflow().spec().raw())) {
      String text = Fields.textOrEmpty(owner, "podSpecPatch");
      if (!text.isBlank()) {
        patches.add(parsed(text));
      }
    }
    return patches;
  }

  private static ObjectNode parsed(String patch) {
    try {
      YamlReader reader = new YamlReader(Limits.DEFAULT, YamlReader.Duplicates.LAST_WINS);
      if (reader.readSingle(patch, "podSpecPatch") instanceof ObjectNode object) {
        return object;
      }
    } catch (ProblemException e) {
      throw new ProblemException(patchProblem(e.problem().text()), e);
    }
    throw new ProblemException(patchProblem("It is no map"));
  }

  private static Problem patchProblem(String why) {
    return new Problem(
        "POD_SPEC_PATCH",
        ProblemClass.CONFIGURATION,
        "Error applying PodSpecPatch",
        Place.NOWHERE,
        why);
  }
}
