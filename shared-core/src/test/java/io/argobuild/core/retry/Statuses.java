package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pcollections.TreePVector;

/** Workflows with statuses, written node by node. */
final class Statuses {
  static final Instant END = Instant.parse("2026-01-02T03:04:05Z");
  private final ObjectNode raw = JsonNodeFactory.instance.objectNode();
  private final List<NodeStatus> nodes = new ArrayList<>();

  private Statuses(String phase) {
    raw.putObject("metadata").put("name", "wf");
    raw.putObject("spec").put("entrypoint", "main");
    raw.putObject("status").put("phase", phase).put("finishedAt", END.toString());
  }

  static Statuses of(String phase) {
    return new Statuses(phase);
  }

  /**
   * @param name {@code ~} stands for the workflow's
   * @param boundary name of the Steps or DAG node around it, or empty
   * @param children names of what comes after it
   */
  Statuses node(String name, String type, String phase, String boundary, String... children) {
    String own = full(name);
    NodeFlag flag =
        own.endsWith(".onExit")
            ? NodeFlag.HOOKED
            : own.matches(".*\\(\\d+\\)") ? NodeFlag.RETRIED : null;
    nodes.add(
        new NodeBuilder(id(name), own, NodeType.of(type).orElseThrow())
            .displayName(own.substring(own.lastIndexOf('.') + 1))
            .templateName("t")
            .templateScope("local/wf")
            .phase(NodePhase.of(phase).orElseThrow())
            .boundaryId(boundary.isEmpty() ? "" : id(boundary))
            .startedAt(END.minusSeconds(9))
            .finishedAt(NodePhase.of(phase).orElseThrow().isTerminal() ? END : null)
            .flag(flag)
            .children(TreePVector.from(Stream.of(children).map(Statuses::id).toList()))
            .build());
    return this;
  }

  Statuses parameter(String name, String value) {
    ObjectNode arguments = raw.withObject("/spec/arguments");
    arguments.withArray("parameters").addObject().put("name", name).put("value", value);
    return this;
  }

  static String full(String name) {
    return name.startsWith("~") ? "wf" + name.substring(1) : name;
  }

  static String id(String name) {
    return NodeId.of("wf", full(name));
  }

  Workflow workflow() {
    ObjectNode status = StatusWriter.workflow(StatusReader.workflow(status()), nodes);
    raw.set("status", status);
    return new Workflow(raw);
  }

  private ObjectNode status() {
    return (ObjectNode) raw.get("status");
  }

  /** Each node as {@code ~name PHASE}, sorted. */
  static List<String> told(Workflow workflow) {
    return StatusReader.nodes(workflow.status()).stream()
        .map(
            node ->
                '~'
                    + node.name().substring(2)
                    + ' '
                    + node.phase().argoName().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  static WorkflowPhase phase(Workflow workflow) {
    return StatusReader.workflow(workflow.status()).phase();
  }
}
