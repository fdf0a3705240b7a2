package io.argobuild.core.engine;

import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.OutputScope;
import io.argobuild.core.template.TemplateException;
import java.util.ArrayList;
import java.util.List;

/** Adds what a step or task gave to a scope (Argo 4.1.2 {@code buildLocalScope}). */
final class MemberOutputs {
  private MemberOutputs() {}

  /**
   * @param prefix such as {@code steps.hello}
   * @param group the StepGroup that the step is in, or the DAG
   * @param invocation as written, before a loop is expanded
   */
  static void add(
      Drive drive,
      OutputScope scope,
      String prefix,
      Call group,
      Invocation invocation,
      boolean inSteps)
      throws TemplateException {
    Pass pass = drive.pass;
    String name = group.name() + '.' + invocation.name();
    NodeStatus node = pass.node(NodeId.of(pass.workflow().name(), name));
    if (node == null && inSteps) {
      NodeStatus around = pass.existing(group.id());
      scope.addNode(prefix, around);
      scope.addLoop(prefix, items(pass, around, name + '('));
    } else if (node != null && node.type() == NodeType.Virtual.TASK_GROUP) {
      scope.addNode(prefix, node);
      scope.addLoop(prefix, items(pass, node, name + '('));
    } else if (node != null) {
      addNode(drive, scope, prefix, group, invocation, node, inSteps);
    }
  }

  private static void addNode(
      Drive drive,
      OutputScope scope,
      String prefix,
      Call group,
      Invocation invocation,
      NodeStatus node,
      boolean inSteps)
      throws TemplateException {
    if (node.type() == NodeType.Leaf.SKIPPED && node.phase() != NodePhase.ERROR) {
      if (invocation.isLoop() && !inSteps) {
        scope.addLoop(prefix, List.of());
      }
      scope.addSkipped(prefix, declared(drive, group, invocation), inSteps);
    }
    scope.addNode(prefix, lastAttempt(drive.pass, node));
  }

  /** The node itself; of a retried one its last attempt. */
  static NodeStatus lastAttempt(Pass pass, NodeStatus node) {
    if (node.type() != NodeType.Virtual.RETRY) {
      return node;
    }
    for (int i = node.children().size() - 1; i >= 0; i--) {
      NodeStatus child = pass.node(node.children().get(i));
      if (child != null && child.isRetried() && child.name().startsWith(node.name() + '(')) {
        // An attempt's outputs are copied to the node when it ends, whatever way it ended.
        return child.outputs() == null && node.outputs() != null
            ? child.toBuilder().outputs(node.outputs()).build()
            : child;
      }
    }
    return node;
  }

  private static Outputs declared(Drive drive, Call group, Invocation invocation) {
    try {
      Template template =
          drive
              .definitions
              .catalog()
              .find(group.scope(), invocation, drive.pass.status().storedTemplates())
              .template();
      return template.outputs();
    } catch (TemplateException e) {
      // A skipped step may name a template that isn't there; then it declares nothing.
      return Outputs.NONE;
    }
  }

  private static List<NodeStatus> items(Pass pass, NodeStatus around, String prefix) {
    List<NodeStatus> items = new ArrayList<>();
    for (String id : around.children()) {
      NodeStatus child = pass.node(id);
      if (child != null && child.name().startsWith(prefix) && !child.isHooked()) {
        items.add(child);
      }
    }
    return items;
  }
}
