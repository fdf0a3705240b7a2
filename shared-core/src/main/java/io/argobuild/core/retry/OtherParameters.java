package io.argobuild.core.retry;

import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What other parameters of the workflow put in question in what goes on: the items of loops over
 * them, and what was skipped.
 */
final class OtherParameters {
  private final RetryDraft draft;
  private final NodeTree tree;
  private final NodeTemplates templates;

  OtherParameters(RetryDraft draft, NodeTemplates templates) {
    this.draft = draft;
    this.tree = draft.tree;
    this.templates = templates;
  }

  void apply() {
    for (NodeStatus group : draft.with(RetryFate.RESET)) {
      for (NodeStatus member : List.copyOf(tree.members(group))) {
        if (isItemOfChangedLoop(group, member)) {
          draft.remove(member, RetryReason.LIST_MAY_DIFFER);
        } else if (isUndecided(member)) {
          draft.remove(member, RetryReason.DECIDED_AGAIN);
        }
      }
    }
  }

  private boolean isItemOfChangedLoop(NodeStatus group, NodeStatus member) {
    boolean loops =
        group.type() == NodeType.Virtual.TASK_GROUP || group.type() == NodeType.Virtual.STEP_GROUP;
    if (!loops || NodeNames.loop(member.name()).isEmpty()) {
      return false;
    }
    NodeStatus boundary = tree.node(member.boundaryId());
    if (boundary == null) {
      return true;
    }
    String name = NodeNames.call(member.name(), boundary.name());
    // Of a loop that is not known the list may be any.
    return templates
        .of(boundary)
        .flatMap(
            template ->
                CallText.calls(template).stream()
                    .filter(call -> call.name().equals(name))
                    .findFirst())
        .<Invocation>map(call -> call)
        .map(CallText::listMayDiffer)
        .orElse(true);
  }

  /** It did not run, and nothing that ran came after it. */
  private boolean isUndecided(NodeStatus node) {
    boolean left =
        node.type() == NodeType.Leaf.SKIPPED
            && (node.phase() == NodePhase.SKIPPED || node.phase() == NodePhase.OMITTED);
    return left && !draft.isRemoved(node.id()) && !leadsToWork(node, new HashSet<>());
  }

  private boolean leadsToWork(NodeStatus node, Set<String> seen) {
    for (String id : node.children()) {
      NodeStatus child = tree.node(id);
      if (child != null && seen.add(id) && !draft.isRemoved(id)) {
        boolean idle = child.type() == NodeType.Leaf.SKIPPED;
        if (!idle || leadsToWork(child, seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
