package io.argobuild.core.retry;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What nodes leave behind that are taken out or run again: pods and stored objects. */
final class Leftovers {
  private static final String NEVER = "Never";

  private final Workflow workflow;
  private final RetryDraft draft;
  private final String strategy;

  Leftovers(Workflow workflow, RetryDraft draft) {
    this.workflow = workflow;
    this.draft = draft;
    this.strategy =
        workflow.spec().artifactGc().map(gc -> Fields.textOrEmpty(gc, "strategy")).orElse("");
  }

  private List<NodeStatus> leaving() {
    List<NodeStatus> leaving = new ArrayList<>();
    for (NodeStatus node : draft.tree.all()) {
      RetryFate fate = draft.fate(node.id());
      boolean leaves = fate == RetryFate.REMOVED || fate == RetryFate.AGAIN;
      if (leaves && node.type() instanceof NodeType.Leaf leaf && leaf.isPod()) {
        leaving.add(node);
      }
    }
    return leaving;
  }

  List<String> pods() {
    Set<String> pods = new LinkedHashSet<>();
    boolean old = "v1".equals(workflow.annotations().get("workflows.argoproj.io/pod-name-format"));
    for (NodeStatus node : leaving()) {
      pods.add(old ? node.id() : NodeId.podName(workflow.name(), node));
    }
    return List.copyOf(pods);
  }

  List<RetryPlan.StoredObject> objects() {
    Set<String> kept = new HashSet<>();
    for (NodeStatus node : draft.tree.all()) {
      if (draft.fate(node.id()) == RetryFate.KEPT && node.type() == NodeType.Leaf.POD) {
        StoredOutputs.of(node, strategy).stream()
            .filter(StoredOutputs.Stored::mayExist)
            .forEach(stored -> kept.add(StoredOutputs.bare(stored.key())));
      }
    }
    List<RetryPlan.StoredObject> objects = new ArrayList<>();
    for (NodeStatus node : leaving()) {
      for (StoredOutputs.Stored stored : StoredOutputs.of(node, strategy)) {
        if (isDeleted(stored) && !kept.contains(StoredOutputs.bare(stored.key()))) {
          objects.add(new RetryPlan.StoredObject(node.id(), node.name(), state(node, stored)));
        }
      }
    }
    return objects;
  }

  private static ArtifactState state(NodeStatus node, StoredOutputs.Stored stored) {
    return node.artifacts().stream()
        .filter(state -> state.name().equals(stored.name()) && state.key().equals(stored.key()))
        .findFirst()
        .orElseGet(
            () ->
                new ArtifactState(
                    stored.name(),
                    ArtifactState.Phase.STORED,
                    stored.key(),
                    -1,
                    "",
                    stored.strategy(),
                    null));
  }

  /**
   * What is never to be deleted stays; and so does what has no strategy, unless its key shows that
   * nobody but this workflow writes it.
   */
  private boolean isDeleted(StoredOutputs.Stored stored) {
    if (!stored.mayExist() || stored.strategy().equals(NEVER)) {
      return false;
    }
    String name = workflow.name();
    return !stored.strategy().isEmpty()
        || Stream.of(stored.key().split("/"))
            .anyMatch(part -> part.equals(name) || part.startsWith(name + "-"));
  }
}
