package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has kept nodes run again that something needs which runs again: whose stored output is gone, and
 * daemons, which ended with what they were for.
 */
final class Needs {
  private final Workflow workflow;
  private final RetryDraft draft;
  private final NodeTree tree;
  private final NodeTemplates templates;
  private final Map<String, List<NodeStatus>> goneBy = new HashMap<>();

  Needs(Workflow workflow, RetryDraft draft, NodeTemplates templates) {
    this.workflow = workflow;
    this.draft = draft;
    this.tree = draft.tree;
    this.templates = templates;
    for (NodeStatus node : tree.all()) {
      if (node.type() == NodeType.Leaf.POD) {
        for (StoredOutputs.Stored stored : StoredOutputs.of(node, "")) {
          if (stored.gone()) {
            goneBy
                .computeIfAbsent(StoredOutputs.bare(stored.key()), key -> new ArrayList<>(1))
                .add(node);
          }
        }
      }
    }
  }

  /** Adds what is needed until nothing more is. */
  void add() {
    int before;
    do {
      draft.resetOwners();
      before = draft.changes();
      addDaemons();
      missing()
          .forEach(
              (producer, consumer) ->
                  draft.again(tree.existing(producer), RetryReason.OUTPUT_GONE, consumer));
      draft.resetOwners();
    } while (draft.changes() > before);
  }

  private void addDaemons() {
    for (NodeStatus node : tree.all()) {
      NodeStatus boundary = tree.node(node.boundaryId());
      if (boundary != null
          && draft.fate(boundary.id()) == RetryFate.RESET
          && isGroup(boundary)
          && isLostDaemon(node)) {
        draft.again(node, RetryReason.DAEMON, "");
      }
    }
  }

  private static boolean isGroup(NodeStatus node) {
    return node.type() == NodeType.Virtual.STEPS || node.type() == NodeType.Virtual.DAG;
  }

  private boolean isLostDaemon(NodeStatus node) {
    return node.type() == NodeType.Leaf.POD
        && draft.fate(node.id()) == RetryFate.KEPT
        && NodeTree.isGood(node)
        && !tree.isHook(node)
        && templates.isDaemon(node);
  }

  /** Kept nodes whose output is gone and needed, each with who needs it. */
  Map<String, String> missing() {
    Map<String, String> missing = new LinkedHashMap<>();
    if (goneBy.isEmpty()) {
      return missing;
    }
    for (NodeStatus node : tree.all()) {
      RetryFate fate = draft.fate(node.id());
      if (fate == RetryFate.AGAIN || fate == RetryFate.REMOVED) {
        StoredOutputs.inputKeys(node).forEach(key -> note(key, node.name(), missing));
      } else if (fate == RetryFate.RESET) {
        templates
            .of(node)
            .ifPresent(
                template ->
                    CallText.calls(template).stream()
                        .filter(call -> runs(node, call))
                        .forEach(call -> note(node, call, missing)));
      }
    }
    return missing;
  }

  /** Whether a call has a node to come. */
  private boolean runs(NodeStatus boundary, Invocation call) {
    List<NodeStatus> nodes = nodes(boundary, call.name());
    return nodes.isEmpty() || nodes.stream().anyMatch(node -> draft.isRemoved(node.id()));
  }

  private List<NodeStatus> nodes(NodeStatus boundary, String call) {
    List<NodeStatus> found = new ArrayList<>();
    for (NodeStatus member : tree.members(boundary)) {
      List<NodeStatus> candidates =
          member.type() == NodeType.Virtual.STEP_GROUP ? tree.members(member) : List.of(member);
      for (NodeStatus node : candidates) {
        if (NodeNames.call(node.name(), boundary.name()).equals(call)) {
          found.add(node);
        }
      }
    }
    return found;
  }

  private void note(NodeStatus boundary, Invocation call, Map<String, String> missing) {
    String consumer = boundary.name() + '.' + call.name();
    for (CallText.Reference reference : CallText.references(call)) {
      keys(boundary, reference).forEach(key -> note(key, consumer, missing));
    }
  }

  private List<String> keys(NodeStatus boundary, CallText.Reference reference) {
    if (reference instanceof CallText.Reference.OfInputs input) {
      return StoredOutputs.inputKeys(boundary, input.artifact());
    }
    if (reference instanceof CallText.Reference.OfWorkflow global) {
      ObjectNode outputs = Fields.objectOrNothing(workflow.status(), "outputs");
      return StoredOutputs.outputKeys(outputs, global.artifact());
    }
    CallText.Reference.OfCall other = (CallText.Reference.OfCall) reference;
    List<String> keys = new ArrayList<>();
    for (NodeStatus node : nodes(boundary, other.call())) {
      keys.addAll(StoredOutputs.outputKeys(node.outputs(), other.artifact()));
    }
    return keys;
  }

  private void note(String key, String consumer, Map<String, String> missing) {
    for (NodeStatus producer : goneBy.getOrDefault(StoredOutputs.bare(key), List.of())) {
      if (draft.fate(producer.id()) == RetryFate.KEPT) {
        missing.putIfAbsent(producer.id(), consumer);
      }
    }
  }
}
