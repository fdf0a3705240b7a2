package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.TemplateRef;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How nodes begin and how they are named (Argo 4.1.2, Argo 4.1.2 and 8). */
final class Nodes {
  private static final Pattern PLACE = Pattern.compile("^(\\[\\d+])?\\.");

  private Nodes() {}

  static NodeBuilder begin(
      Call call, NodeType type, NodePhase phase, String message, Instant now, String displayName) {
    Invocation invocation = call.invocation();
    ObjectNode ref = invocation.templateRef().map(TemplateRef::raw).orElse(null);
    NodeBuilder node =
        new NodeBuilder(call.id(), call.name(), type)
            .displayName(displayName)
            .templateName(ref == null ? invocation.template() : "")
            .templateRef(ref)
            .templateScope(call.scope())
            .boundaryId(call.boundaryId())
            .flag(call.flag())
            .phase(phase)
            .message(message)
            .startedAt(now);
    if (type instanceof NodeType.Leaf leaf && leaf.isExecutable()) {
      node.progress("0/1");
    }
    return phase.isTerminal() ? node.finishedAt(now) : node;
  }

  /** The full name without what the boundary's name already says. */
  static String displayName(String name, @Nullable String boundaryName) {
    if (boundaryName == null || !name.startsWith(boundaryName)) {
      return name;
    }
    return PLACE.matcher(name.substring(boundaryName.length())).replaceFirst("");
  }

  /** Looks from the end, where an edge added twice would be. */
  static boolean hasChild(NodeStatus parent, String childId) {
    List<String> children = parent.children();
    for (int i = children.size() - 1; i >= 0; i--) {
      if (children.get(i).equals(childId)) {
        return true;
      }
    }
    return false;
  }

  /** One that has waited before its gate keeps when that was. */
  static NodeStatus begun(NodeBuilder begun, @Nullable NodeStatus waited) {
    if (waited != null) {
      begun.startedAt(waited.startedAt()).rest(waited.rest()).children(waited.children());
    }
    return begun.build();
  }

  /**
   * The node in another phase; a terminal one ends it.
   *
   * @param message null leaves the one it has
   */
  static NodeStatus marked(
      NodeStatus node, NodePhase phase, @Nullable String message, Instant now) {
    NodeBuilder next = node.toBuilder().phase(phase);
    if (message != null) {
      next.message(message);
    }
    if (phase.isTerminal()) {
      next.finishedAt(node.finishedAt() == null ? now : node.finishedAt());
      next.waitingFor("");
    }
    return next.build();
  }
}
