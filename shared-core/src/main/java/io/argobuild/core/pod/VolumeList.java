package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The user's volumes that a pod needs. */
final class VolumeList {
  private VolumeList() {}

  /**
   * The template's volumes, and those of the workflow that are mounted (Argo 4.1.2).
   *
   * @param ours names of volumes that are added later
   */
  static ArrayNode of(PodRequest request, List<String> mounted, Set<String> ours) {
    ArrayNode volumes = Json.object().arrayNode();
    request.template().raw().path("volumes").forEach(volume -> volumes.add(volume.deepCopy()));
    Set<String> there =
        StreamSupport.stream(volumes.spliterator(), false)
            .map(volume -> Fields.textOrEmpty(volume, "name"))
            .collect(Collectors.toSet());
    for (String name : mounted) {
      if (!ours.contains(name) && !there.contains(name)) {
        volumes.add(ofWorkflow(request.workflow(), name));
      }
    }
    return volumes;
  }

  /** Name of the claim that stands for a template of the workflow (Argo 4.1.2). */
  static String claimName(Workflow workflow, String template) {
    return workflow.name() + '-' + template;
  }

  static ObjectNode ofClaim(Workflow workflow, String template) {
    ObjectNode volume = Json.object().put("name", template);
    volume.putObject("persistentVolumeClaim").put("claimName", claimName(workflow, template));
    return volume;
  }

  private static JsonNode ofWorkflow(Workflow workflow, String name) {
    for (JsonNode volume : workflow.spec().volumes()) {
      if (Fields.textOrEmpty(volume, "name").equals(name)) {
        return volume.deepCopy();
      }
    }
    for (JsonNode claim : workflow.spec().volumeClaimTemplates()) {
      if (Fields.textOrEmpty(claim.path("metadata"), "name").equals(name)) {
        return ofClaim(workflow, name);
      }
    }
    throw new ProblemException(
        new Problem(
            "POD_VOLUME_UNKNOWN",
            ProblemClass.CONFIGURATION,
            "volume '" + name + "' not found in workflow spec",
            Place.NOWHERE,
            ""));
  }
}
