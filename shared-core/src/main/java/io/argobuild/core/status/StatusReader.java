package io.argobuild.core.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Reads Argo's status JSON; what it does not know it keeps. */
public final class StatusReader {
  private static final Set<String> NODE_FIELDS =
      Set.of(
          "id",
          "name",
          "displayName",
          "type",
          "templateName",
          "templateRef",
          "templateScope",
          "phase",
          "boundaryID",
          "message",
          "startedAt",
          "finishedAt",
          "inputs",
          "outputs",
          "children",
          "outboundNodes",
          "nodeFlag",
          "daemoned",
          "podIP",
          "hostNodeName",
          "synchronizationStatus",
          "progress",
          "taskResultSynced",
          StatusWriter.ARTIFACT_STATES);
  private static final Set<String> WORKFLOW_FIELDS =
      Set.of(
          "phase",
          "message",
          "startedAt",
          "finishedAt",
          "progress",
          "outputs",
          "conditions",
          "storedTemplates",
          "nodes");

  private StatusReader() {}

  public static NodeStatus node(ObjectNode json) {
    String name = Fields.textOrEmpty(json, "name");
    String id = Fields.textOrEmpty(json, "id");
    NodeType type = NodeType.of(Fields.textOrEmpty(json, "type")).orElse(NodeType.Leaf.SKIPPED);
    return new NodeBuilder(id, name, type)
        .displayName(Fields.text(json, "displayName").orElse(name))
        .templateName(Fields.textOrEmpty(json, "templateName"))
        .templateRef(Fields.object(json, "templateRef").orElse(null))
        .templateScope(Fields.textOrEmpty(json, "templateScope"))
        .phase(NodePhase.of(Fields.textOrEmpty(json, "phase")).orElse(NodePhase.PENDING))
        .boundaryId(Fields.textOrEmpty(json, "boundaryID"))
        .message(Fields.textOrEmpty(json, "message"))
        .startedAt(time(json, "startedAt"))
        .finishedAt(time(json, "finishedAt"))
        .inputs(Fields.object(json, "inputs").orElse(null))
        .outputs(Fields.object(json, "outputs").orElse(null))
        .children(TreePVector.from(Fields.texts(json, "children")))
        .outboundNodes(Fields.texts(json, "outboundNodes"))
        .flag(flag(json.get("nodeFlag")))
        .daemoned(Fields.flag(json, "daemoned"))
        .podIp(Fields.textOrEmpty(json, "podIP"))
        .hostNodeName(Fields.textOrEmpty(json, "hostNodeName"))
        .waitingFor(Fields.textOrEmpty(json.path("synchronizationStatus"), "waiting"))
        .progress(Fields.textOrEmpty(json, "progress"))
        .synced(Fields.optionalFlag(json, "taskResultSynced").orElse(null))
        .artifacts(Fields.objects(json, StatusWriter.ARTIFACT_STATES, StatusReader::artifactState))
        .rest(rest(json, NODE_FIELDS))
        .build();
  }

  /** The workflow's status without its nodes; an empty object gives a status that has not begun. */
  public static WorkflowStatus workflow(ObjectNode json) {
    List<Condition> conditions =
        Fields.objects(
            json,
            "conditions",
            condition ->
                new Condition(
                    Fields.textOrEmpty(condition, "type"),
                    Fields.textOrEmpty(condition, "status"),
                    Fields.textOrEmpty(condition, "message")));
    return new WorkflowStatus(
        WorkflowPhase.of(Fields.textOrEmpty(json, "phase")),
        Fields.textOrEmpty(json, "message"),
        time(json, "startedAt"),
        time(json, "finishedAt"),
        Fields.textOrEmpty(json, "progress"),
        Fields.object(json, "outputs").orElse(null),
        conditions,
        Fields.objectOrNothing(json, "storedTemplates"),
        rest(json, WORKFLOW_FIELDS));
  }

  /** The nodes of a workflow's status, in the order written. */
  public static List<NodeStatus> nodes(ObjectNode json) {
    List<NodeStatus> nodes = new ArrayList<>();
    for (JsonNode node : json.path("nodes")) {
      if (node instanceof ObjectNode object) {
        nodes.add(node(object));
      }
    }
    return nodes;
  }

  private static ArtifactState artifactState(ObjectNode json) {
    JsonNode failure = json.path("failure");
    return new ArtifactState(
        Fields.textOrEmpty(json, "name"),
        ArtifactState.Phase.of(Fields.textOrEmpty(json, "phase")),
        Fields.textOrEmpty(json, "key"),
        Fields.number(json, "size").orElse(-1L),
        Fields.textOrEmpty(json, "etag"),
        Fields.textOrEmpty(json, "strategy"),
        failure.isObject()
            ? new ArtifactState.DeleteFailure(
                Fields.textOrEmpty(failure, "class"),
                Fields.textOrEmpty(failure, "message"),
                failure.path("attempts").asInt())
            : null);
  }

  private static @Nullable NodeFlag flag(@Nullable JsonNode json) {
    return json == null || !json.isObject()
        ? null
        : new NodeFlag(Fields.flag(json, "hooked"), Fields.flag(json, "retried"));
  }

  private static @Nullable Instant time(JsonNode json, String field) {
    String text = Fields.textOrEmpty(json, field);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      // A status of another version may hold anything; a time that can't be read is no time.
      return null;
    }
  }

  private static @Nullable ObjectNode rest(ObjectNode json, Set<String> known) {
    ObjectNode rest = null;
    for (var entry : json.properties()) {
      if (!known.contains(entry.getKey())) {
        rest = rest == null ? json.objectNode() : rest;
        rest.set(entry.getKey(), entry.getValue());
      }
    }
    return rest;
  }
}
