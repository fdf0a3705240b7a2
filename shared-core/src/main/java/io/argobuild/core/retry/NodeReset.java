package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Makes of a draft the nodes to go on with; those that wait for their turn have not begun. */
final class NodeReset {
  private final RetryDraft draft;
  private final NodeTemplates templates;

  NodeReset(RetryDraft draft, NodeTemplates templates) {
    this.draft = draft;
    this.templates = templates;
  }

  List<NodeStatus> nodes() {
    List<NodeStatus> nodes = new ArrayList<>();
    for (NodeStatus node : draft.tree.all()) {
      switch (draft.fate(node.id())) {
        case KEPT -> nodes.add(withoutRemoved(node));
        case RESET -> nodes.add(reset(withoutRemoved(node)));
        case AGAIN -> nodes.add(again(withoutRemoved(node)));
        case REMOVED -> {}
      }
    }
    return Adoption.adopt(draft.tree.workflow(), nodes);
  }

  private NodeStatus withoutRemoved(NodeStatus node) {
    boolean none =
        node.children().stream().noneMatch(draft::isRemoved)
            && node.outboundNodes().stream().noneMatch(draft::isRemoved);
    return none
        ? node
        : node.toBuilder()
            .children(TreePVector.from(left(node.children())))
            .outboundNodes(left(node.outboundNodes()))
            .build();
  }

  private List<String> left(List<String> ids) {
    return ids.stream().filter(id -> !draft.isRemoved(id)).toList();
  }

  private NodeStatus reset(NodeStatus node) {
    return node.toBuilder()
        .phase(NodePhase.RUNNING)
        .message("")
        .startedAt(null)
        .finishedAt(null)
        .outputs(null)
        .outboundNodes(List.of())
        .progress("")
        .daemoned(false)
        .podIp("")
        .waitingFor("")
        .build();
  }

  private NodeStatus again(NodeStatus node) {
    NodeBuilder next =
        node.toBuilder()
            .phase(NodePhase.PENDING)
            .message("")
            .startedAt(null)
            .finishedAt(null)
            .outputs(null)
            .progress("0/1")
            .daemoned(false)
            .podIp("")
            .hostNodeName("")
            .waitingFor("")
            .synced(null)
            .artifacts(List.of());
    if (node.type() == NodeType.Leaf.SUSPEND) {
      // It is suspended from its beginning.
      next.phase(NodePhase.RUNNING).outputs(asked(node));
    }
    return next.build();
  }

  /** What a suspended node is asked for: as its template says, else as Argo resets it. */
  private @Nullable ObjectNode asked(NodeStatus node) {
    ObjectNode declared = templates.of(node).map(Template::outputs).map(Outputs::raw).orElse(null);
    if (declared != null || node.outputs() == null) {
      return declared;
    }
    ObjectNode outputs = node.outputs().objectNode();
    ArrayNode parameters = outputs.putArray("parameters");
    new Outputs(node.outputs())
        .parameters()
        .forEach(
            parameter ->
                parameters
                    .addObject()
                    .put("name", parameter.name())
                    .putObject("valueFrom")
                    .putObject("supplied"));
    return outputs;
  }
}
