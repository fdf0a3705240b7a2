package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import java.util.ArrayList;
import java.util.List;

/** The claims of {@code volumeClaimTemplates}, which live as long as the run (Argo 4.1.2). */
public final class VolumeClaims {
  private VolumeClaims() {}

  /**
   * PersistentVolumeClaims to make before pods mount them.
   *
   * @param workflow its variables replaced
   */
  public static List<ObjectNode> of(Workflow workflow, PodSettings settings) {
    List<ObjectNode> claims = new ArrayList<>();
    for (JsonNode template : workflow.spec().volumeClaimTemplates()) {
      ObjectNode claim = Json.object();
      claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
      ObjectNode metadata = claim.putObject("metadata");
      metadata.setAll(Fields.objectOrNothing(template, "metadata").deepCopy());
      metadata.put("name", VolumeList.claimName(workflow, templateName(template)));
      if (!workflow.namespace().isEmpty()) {
        metadata.put("namespace", workflow.namespace());
      }
      ObjectNode labels = metadata.putObject("labels");
      Fields.textMap(template.path("metadata"), "labels").forEach(labels::put);
      labels.put(PodProtocol.WORKFLOW_LABEL, workflow.name());
      if (!settings.ownerReferences().isEmpty()) {
        ArrayNode owners = metadata.putArray("ownerReferences");
        settings.ownerReferences().forEach(owner -> owners.add(owner.deepCopy()));
      }
      claim.set("spec", Fields.objectOrNothing(template, "spec").deepCopy());
      claims.add(claim);
    }
    return claims;
  }

  /** {@code status.persistentVolumeClaims} for them. */
  public static ArrayNode status(Workflow workflow) {
    ArrayNode volumes = Json.object().arrayNode();
    for (JsonNode template : workflow.spec().volumeClaimTemplates()) {
      volumes.add(VolumeList.ofClaim(workflow, templateName(template)));
    }
    return volumes;
  }

  private static String templateName(JsonNode template) {
    return Fields.textOrEmpty(template.path("metadata"), "name");
  }
}
