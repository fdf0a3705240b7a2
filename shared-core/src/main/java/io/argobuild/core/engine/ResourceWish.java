package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.selector.ResourceConditions;
import io.argobuild.core.expression.selector.SelectorException;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceException;
import io.argobuild.core.resource.ResourceOwner;
import io.argobuild.core.resource.ResourceReader;
import io.argobuild.core.resource.ResourceRequest;
import io.argobuild.core.resource.ResourceVerb;
import io.argobuild.core.status.NodeStatus;
import java.time.Instant;
import java.util.List;

/**
 * What a resource template wants done, and to become of the object.
 *
 * @param body its tags replaced
 * @param hasOutputs whether it tells anything of the object
 */
record ResourceWish(ObjectNode body, boolean hasOutputs) {

  static ResourceWish of(Template template) {
    return new ResourceWish(
        template.resource().orElse(Fields.NOTHING), !template.outputs().parameters().isEmpty());
  }

  private String success() {
    return Fields.textOrEmpty(body, "successCondition");
  }

  private String failure() {
    return Fields.textOrEmpty(body, "failureCondition");
  }

  /** Whether the object has to come to something. */
  boolean waits() {
    return !success().isEmpty() || !failure().isEmpty();
  }

  ResourceConditions conditions() throws ResourceException {
    try {
      return ResourceConditions.parse(success(), failure());
    } catch (SelectorException e) {
      throw new ResourceException(e.problem().message());
    }
  }

  /** Why waiting is no use. */
  String hopeless(ObjectRef object) {
    return "success condition '"
        + success()
        + "' can't come true: nothing here changes "
        + object.shown()
        + "; use runtime kubernetes";
  }

  /**
   * The request to the cluster.
   *
   * @param manifest wherever it came from
   * @param owners what stands for the workflow in its cluster
   */
  ResourceRequest request(
      String manifest, Workflow workflow, NodeStatus node, Instant now, List<ObjectNode> owners)
      throws ResourceException {
    boolean looks = waits() || hasOutputs;
    if (looks && Fields.textOrEmpty(body, "action").equals(ResourceVerb.DELETE.text())) {
      throw new ResourceException(
          "successCondition, failureCondition and outputs are not supported for delete action");
    }
    conditions();
    Instant started = node.startedAt() == null ? now : node.startedAt();
    ResourceOwner owner =
        new ResourceOwner(
            workflow.name(),
            workflow.uid(),
            workflow.namespace(),
            node.id(),
            started.getEpochSecond(),
            owners);
    ResourceRequest request = ResourceReader.read(body, manifest, owner);
    if (request.size() > 1 && looks) {
      throw new ResourceException(
          "conditions and outputs need one object, but there are "
              + request.size()
              + "; use a template for each");
    }
    return request;
  }
}
