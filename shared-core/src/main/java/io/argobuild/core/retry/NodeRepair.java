package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pcollections.TreePVector;

/** Mends the nodes of a status, and keeps what was wrong. Used by one thread. */
final class NodeRepair {
  private static final String UNENDED = "ended with the workflow";

  private final String workflow;
  private final Map<String, NodeStatus> byId = new LinkedHashMap<>();
  private final List<StatusFinding> findings = new ArrayList<>();

  /** Nodes of which something that came next or was in them is lost. */
  private final Set<String> bereft = new LinkedHashSet<>();

  NodeRepair(String workflow, ObjectNode status) {
    this.workflow = workflow;
    for (NodeStatus node : StatusReader.nodes(status)) {
      byId.put(node.id(), node);
    }
  }

  void find(StatusFinding.Kind kind, String node, String text) {
    findings.add(new StatusFinding(kind, node, text));
  }

  List<StatusFinding> findings() {
    return findings;
  }

  List<NodeStatus> all() {
    return List.copyOf(byId.values());
  }

  /** Has every node in something that exists, and reachable, and every edge lead somewhere. */
  void mendStructure() {
    LostOwners lost = new LostOwners(workflow, byId);
    for (NodeStatus node : lost.found()) {
      byId.put(node.id(), node);
      bereft.add(node.id());
      find(
          StatusFinding.Kind.MISSING_NODE,
          node.name(),
          "it was lost, and is put back around what is in it");
    }
    for (NodeStatus node : lost.homeless()) {
      byId.remove(node.id());
      find(StatusFinding.Kind.MISSING_NODE, node.name(), "what it was in is lost, and so is it");
    }
    mendFlags();
    byId.replaceAll((id, node) -> withoutDangling(node));
    adopt();
  }

  /** Until 3.4 attempts and hooks were told by their names only. */
  private void mendFlags() {
    for (NodeStatus node : all()) {
      boolean attempt =
          NodeNames.retried(node.name()).isPresent()
              && (isRetry(NodeNames.retried(node.name()).get()));
      boolean hook =
          !attempt
              && (node.name().endsWith(".onExit")
                  || node.name().matches("(?s).*\\.hooks\\.[^.\\[(]+"));
      if (attempt && !node.isRetried()) {
        NodeFlag flag = node.flag() == null ? NodeFlag.RETRIED : node.flag().asRetried();
        byId.put(node.id(), node.toBuilder().flag(flag).build());
        find(StatusFinding.Kind.LEGACY, node.name(), "an attempt that was not marked as one");
      } else if (hook && !node.isHooked()) {
        byId.put(node.id(), node.toBuilder().flag(new NodeFlag(true, node.isRetried())).build());
        find(StatusFinding.Kind.LEGACY, node.name(), "a hook that was not marked as one");
      }
    }
  }

  private boolean isRetry(String name) {
    return byId.values().stream()
        .anyMatch(node -> node.name().equals(name) && node.type() == NodeType.Virtual.RETRY);
  }

  private NodeStatus withoutDangling(NodeStatus node) {
    List<String> children = new ArrayList<>();
    for (String child : node.children()) {
      NodeStatus to = byId.get(child);
      if (to == null) {
        bereft.add(node.id());
        find(StatusFinding.Kind.DANGLING_CHILD, node.name(), "its child " + child + " is lost");
      } else if (contains(to, node)) {
        find(StatusFinding.Kind.WRONG_PARENT, node.name(), "it led to " + to.name() + " around it");
      } else {
        children.add(child);
      }
    }
    List<String> outbound = node.outboundNodes().stream().filter(byId::containsKey).toList();
    boolean same =
        children.size() == node.children().size() && outbound.size() == node.outboundNodes().size();
    return same
        ? node
        : node.toBuilder().children(TreePVector.from(children)).outboundNodes(outbound).build();
  }

  private static boolean contains(NodeStatus outer, NodeStatus inner) {
    String name = outer.name();
    return inner.name().length() > name.length()
        && inner.name().startsWith(name)
        && ".[(".indexOf(inner.name().charAt(name.length())) >= 0
        && outer.type() instanceof NodeType.Virtual;
  }

  private void adopt() {
    Set<String> reached = Adoption.reached(new NodeTree(workflow, all()), byId);
    for (NodeStatus node : all()) {
      if (!reached.contains(node.id())) {
        find(StatusFinding.Kind.WRONG_PARENT, node.name(), "nothing led to it");
      }
    }
    Adoption.adopt(workflow, all()).forEach(node -> byId.put(node.id(), node));
  }

  /** Whether no node runs or waits that does something itself. */
  boolean nothingRuns() {
    return !byId.isEmpty()
        && byId.values().stream()
            .noneMatch(node -> node.type() instanceof NodeType.Leaf && !node.phase().isTerminal());
  }

  Instant lastEnd(Instant otherwise) {
    return byId.values().stream()
        .map(NodeStatus::finishedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  /**
   * Of a workflow that has ended.
   *
   * @param failed whether it did not succeed, so that what is in doubt may run again
   */
  void mendPhases(boolean failed, Instant end) {
    Set<String> doubtful = new HashSet<>(bereft);
    for (NodeStatus node : all()) {
      if (!node.phase().isTerminal()) {
        boolean group = node.type() instanceof NodeType.Virtual;
        NodePhase phase = group ? NodePhase.FAILED : NodePhase.ERROR;
        byId.put(
            node.id(),
            node.toBuilder()
                .phase(phase)
                .message(node.message().isEmpty() ? UNENDED : node.message())
                .finishedAt(end)
                .daemoned(false)
                .build());
        find(StatusFinding.Kind.NOTHING_TO_RUN, node.name(), "it was open though all had ended");
        if (!node.daemoned()) {
          doubtful.add(node.id());
        }
      } else if (node.finishedAt() == null) {
        byId.put(node.id(), node.toBuilder().finishedAt(end).build());
        find(StatusFinding.Kind.NO_FINISH_TIME, node.name(), "it has ended, and nothing told when");
      }
    }
    if (failed) {
      doubtful.addAll(lyingRetries());
      doubt(doubtful);
    }
  }

  /** Retry nodes that succeeded, and whose last attempt did not. */
  private List<String> lyingRetries() {
    NodeTree tree = new NodeTree(workflow, all());
    List<String> lying = new ArrayList<>();
    for (NodeStatus node : all()) {
      if (node.type() == NodeType.Virtual.RETRY && NodeTree.isGood(node)) {
        List<NodeStatus> attempts = tree.attempts(node);
        if (attempts.isEmpty() || !NodeTree.isGood(attempts.get(attempts.size() - 1))) {
          lying.add(node.id());
        }
      }
    }
    return lying;
  }

  /** What ended well around something in doubt counts as failed, so that it is looked at again. */
  private void doubt(Set<String> doubtful) {
    NodeTree tree = new NodeTree(workflow, all());
    for (String id : doubtful) {
      for (NodeStatus node = tree.node(id); node != null; node = tree.owner(node)) {
        NodeStatus now = byId.get(node.id());
        if (now != null && now.type() instanceof NodeType.Virtual && NodeTree.isGood(now)) {
          byId.put(
              now.id(),
              now.toBuilder().phase(NodePhase.FAILED).message("something of it is lost").build());
          find(StatusFinding.Kind.WRONG_PHASE, now.name(), "it succeeded, and not all in it did");
        }
      }
    }
  }
}
