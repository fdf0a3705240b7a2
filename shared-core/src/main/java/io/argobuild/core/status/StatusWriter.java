package io.argobuild.core.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes Argo's status JSON, so that tools for Argo read it. */
public final class StatusWriter {
  /** The one field of a node that Argo does not have. */
  static final String ARTIFACT_STATES = "artifactStates";

  private StatusWriter() {}

  public static ObjectNode node(NodeStatus node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", node.id());
    json.put("name", node.name());
    json.put("displayName", node.displayName());
    json.put("type", node.type().argoName());
    text(json, "templateName", node.templateName());
    object(json, "templateRef", node.templateRef());
    text(json, "templateScope", node.templateScope());
    json.put("phase", node.phase().argoName());
    if (node.flag() != null) {
      json.set("nodeFlag", flag(node.flag()));
    }
    text(json, "boundaryID", node.boundaryId());
    text(json, "message", node.message());
    time(json, "startedAt", node.startedAt());
    time(json, "finishedAt", node.finishedAt());
    text(json, "progress", node.progress());
    text(json, "podIP", node.podIp());
    if (node.daemoned()) {
      json.put("daemoned", true);
    }
    object(json, "inputs", node.inputs());
    object(json, "outputs", node.outputs());
    texts(json, "children", node.children());
    texts(json, "outboundNodes", node.outboundNodes());
    text(json, "hostNodeName", node.hostNodeName());
    if (!node.waitingFor().isEmpty()) {
      json.putObject("synchronizationStatus").put("waiting", node.waitingFor());
    }
    if (node.synced() != null) {
      json.put("taskResultSynced", node.synced());
    }
    if (!node.artifacts().isEmpty()) {
      ArrayNode states = json.putArray(ARTIFACT_STATES);
      node.artifacts().forEach(state -> states.add(artifactState(state)));
    }
    if (node.rest() != null) {
      json.setAll(node.rest());
    }
    return json;
  }

  /** The workflow's status without its nodes. */
  public static ObjectNode workflow(WorkflowStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    text(json, "phase", status.phase().argoName());
    time(json, "startedAt", status.startedAt());
    time(json, "finishedAt", status.finishedAt());
    text(json, "progress", status.progress());
    text(json, "message", status.message());
    if (!status.storedTemplates().isEmpty()) {
      json.set("storedTemplates", status.storedTemplates());
    }
    if (!status.conditions().isEmpty()) {
      ArrayNode conditions = json.putArray("conditions");
      for (Condition condition : status.conditions()) {
        ObjectNode item = conditions.addObject();
        item.put("type", condition.type()).put("status", condition.status());
        text(item, "message", condition.message());
      }
    }
    object(json, "outputs", status.outputs());
    if (status.rest() != null) {
      json.setAll(status.rest());
    }
    return json;
  }

  /** {@code status} whole: {@link #workflow} with {@code nodes}. */
  public static ObjectNode workflow(WorkflowStatus status, Iterable<NodeStatus> nodes) {
    ObjectNode json = workflow(status);
    ObjectNode byId = json.putObject("nodes");
    nodes.forEach(node -> byId.set(node.id(), node(node)));
    return json;
  }

  private static ObjectNode artifactState(ArtifactState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", state.name()).put("phase", state.phase().text());
    text(json, "key", state.key());
    if (state.size() >= 0) {
      json.put("size", state.size());
    }
    text(json, "etag", state.etag());
    text(json, "strategy", state.strategy());
    if (state.failure() != null) {
      json.putObject("failure")
          .put("class", state.failure().problemClass())
          .put("message", state.failure().message())
          .put("attempts", state.failure().attempts());
    }
    return json;
  }

  private static ObjectNode flag(NodeFlag flag) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (flag.hooked()) {
      json.put("hooked", true);
    }
    if (flag.retried()) {
      json.put("retried", true);
    }
    return json;
  }

  private static void text(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }

  private static void object(ObjectNode json, String field, @Nullable ObjectNode value) {
    if (value != null && !value.isEmpty()) {
      json.set(field, value);
    }
  }

  /** Argo writes null where there is no time yet; its reader takes fractions of a second. */
  private static void time(ObjectNode json, String field, @Nullable Instant value) {
    if (value == null) {
      json.putNull(field);
    } else {
      json.put(field, value.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  private static void texts(ObjectNode json, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode list = json.putArray(field);
      values.forEach(list::add);
    }
  }
}
