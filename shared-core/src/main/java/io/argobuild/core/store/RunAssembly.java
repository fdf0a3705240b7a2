package io.argobuild.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a run together from its manifest, its snapshot and the ticks since. */
final class RunAssembly {
  private final RunManifest manifest;
  private final boolean withNodes;
  private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
  private ObjectNode workflow;
  private ObjectNode status;
  private long sequence;
  private long token;

  /**
   * @param withNodes false leaves the nodes out, which is quicker
   */
  RunAssembly(RunManifest manifest, boolean withNodes) {
    this.manifest = manifest;
    this.withNodes = withNodes;
    this.workflow = without("status", manifest.workflow().raw());
    this.status = without("nodes", manifest.workflow().status());
    if (withNodes) {
      for (JsonNode node : manifest.workflow().status().path("nodes")) {
        takeNode(node);
      }
    }
  }

  StoredRun run() {
    Map<String, NodeStatus> statuses = new LinkedHashMap<>();
    nodes.forEach((id, node) -> statuses.put(id, StatusReader.node(node)));
    StoredRun.Content content =
        new StoredRun.Content(
            new Workflow(workflow),
            StatusReader.workflow(status),
            Collections.unmodifiableMap(statuses));
    return new StoredRun(manifest, content, sequence);
  }

  void readSnapshot(InputStream in) throws IOException {
    nodes.clear();
    ObjectNode head = RunJson.readSnapshot(in, withNodes ? this::takeNode : null);
    workflow = Fields.objectOrNothing(head, "workflow");
    status = Fields.objectOrNothing(head, "status");
    sequence = Fields.number(head, "seq").orElse(0L);
    token = Fields.number(head, "token").orElse(0L);
  }

  void take(ObjectNode record) throws IOException {
    long writer = Fields.number(record, "token").orElse(0L);
    long number = Fields.number(record, "seq").orElse(0L);
    if (writer < token || number <= sequence) {
      // Written by somebody who had lost the lease, or in the snapshot already.
      return;
    }
    if (number != sequence + 1) {
      throw new DamagedException("tick " + (sequence + 1) + " is missing in its journal");
    }
    token = writer;
    sequence = number;
    status = Fields.object(record, "status").orElse(status);
    for (String field : new String[] {"spec", "metadata"}) {
      Fields.object(record, field).ifPresent(value -> workflow = with(field, value, workflow));
    }
    if (withNodes) {
      record.path("nodes").forEach(this::takeNode);
    }
  }

  private void takeNode(JsonNode node) {
    if (node instanceof ObjectNode object) {
      nodes.put(Fields.textOrEmpty(object, "id"), object);
    }
  }

  private static ObjectNode with(String field, ObjectNode value, ObjectNode object) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    copy.set(field, value);
    return copy;
  }

  private static ObjectNode without(String field, ObjectNode object) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    copy.remove(field);
    return copy;
  }
}
