package io.argobuild.core.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.pcollections.TreePVector;

/** Makes statuses for tests: nodes are named, children follow from the names given. */
public final class Nodes {
  public static final Instant START = Instant.parse("2024-05-06T07:08:09Z");

  private final String workflow;
  private final Map<String, NodeBuilder> nodes = new LinkedHashMap<>();
  private final Map<String, List<String>> children = new LinkedHashMap<>();
  private int clock;

  public Nodes(String workflow) {
    this.workflow = workflow;
  }

  /** Starts one second after the node before and takes as many seconds as there are nodes. */
  public Nodes node(String name, NodeType type, NodePhase phase, UnaryOperator<NodeBuilder> more) {
    Instant started = START.plusSeconds(clock++);
    NodeBuilder node =
        new NodeBuilder(NodeId.of(workflow, name), name, type)
            .phase(phase)
            .startedAt(started)
            .finishedAt(phase.isTerminal() ? started.plusSeconds(clock) : null);
    nodes.put(name, more.apply(node));
    return this;
  }

  public Nodes in(String boundary, String name, String shown, NodeType type, NodePhase phase) {
    return in(boundary, name, shown, type, phase, node -> node.templateName("work"));
  }

  public Nodes in(
      String boundary,
      String name,
      String shown,
      NodeType type,
      NodePhase phase,
      UnaryOperator<NodeBuilder> more) {
    return node(
        name,
        type,
        phase,
        node -> more.apply(node.displayName(shown).boundaryId(NodeId.of(workflow, boundary))));
  }

  public Nodes children(String parent, String... names) {
    for (String name : names) {
      children.computeIfAbsent(parent, p -> new ArrayList<>()).add(NodeId.of(workflow, name));
    }
    return this;
  }

  public Workflow workflow(Consumer<ObjectNode> status) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.putObject("metadata").put("name", workflow).put("namespace", "default");
    raw.putObject("spec");
    ObjectNode byId = raw.putObject("status").putObject("nodes");
    nodes.forEach(
        (name, node) -> {
          var all = TreePVector.from(children.getOrDefault(name, List.of()));
          byId.set(NodeId.of(workflow, name), StatusWriter.node(node.children(all).build()));
        });
    status.accept((ObjectNode) raw.get("status"));
    return new Workflow(raw);
  }

  public Workflow workflow() {
    return workflow(status -> {});
  }
}
