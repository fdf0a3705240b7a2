package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.PodAssessment.ContainerState;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes of a container set's members, below that of their pod (Argo 4.1.2). */
final class ContainerNodes {
  private ContainerNodes() {}

  static void create(Pass pass, Call pod, Template template) {
    if (template.containerSet().isEmpty()) {
      return;
    }
    List<ObjectNode> containers =
        Fields.objects(template.containerSet().get(), "containers", container -> container);
    for (ObjectNode container : containers) {
      pass.put(node(pass, pod, Fields.textOrEmpty(container, "name")));
    }
    for (ObjectNode container : containers) {
      String id = id(pass, pod, Fields.textOrEmpty(container, "name"));
      List<String> dependencies = Fields.texts(container, "dependencies");
      if (dependencies.isEmpty()) {
        pass.linkNew(pod.id(), id);
      }
      for (String dependency : dependencies) {
        if (pass.node(id(pass, pod, dependency)) != null) {
          pass.linkNew(id(pass, pod, dependency), id);
        }
      }
    }
  }

  private static NodeStatus node(Pass pass, Call pod, String container) {
    String name = pod.name() + '.' + container;
    NodeStatus parent = pass.existing(pod.id());
    return new NodeBuilder(id(pass, pod, container), name, NodeType.Leaf.CONTAINER)
        .displayName(container)
        .templateName(parent.templateName())
        .templateRef(parent.templateRef())
        .templateScope(parent.templateScope())
        .boundaryId(pod.id())
        .phase(NodePhase.PENDING)
        .startedAt(pass.now())
        .progress("0/1")
        .build();
  }

  private static String id(Pass pass, Call pod, String container) {
    return NodeId.of(pass.workflow().name(), pod.name() + '.' + container);
  }

  /** Ends members that nobody will hear of any more, as their pod has ended or never was. */
  static void end(Pass pass, Call pod) {
    end(pass, pass.existing(pod.id()));
  }

  static void end(Pass pass, NodeStatus pod) {
    NodeStatus now = pass.existing(pod.id());
    end(pass, pod.id(), now.phase(), now.message());
  }

  static void end(Pass pass, String podId, NodePhase phase, String message) {
    Deque<String> ids = new ArrayDeque<>(pass.existing(podId).children());
    Set<String> seen = new HashSet<>();
    while (!ids.isEmpty()) {
      NodeStatus node = pass.node(ids.remove());
      if (node == null || !node.boundaryId().equals(podId) || !seen.add(node.id())) {
        continue;
      }
      ids.addAll(node.children());
      if (!node.phase().isTerminal()) {
        pass.mark(node.id(), phase, message);
      }
    }
  }

  static void update(Pass pass, Call pod, List<ContainerState> states) {
    for (ContainerState state : states) {
      NodeStatus node = pass.node(id(pass, pod, state.name()));
      boolean back = state.phase() == NodePhase.PENDING;
      if (node != null && !node.isFulfilled() && !back) {
        pass.mark(node.id(), state.phase(), state.message());
      }
    }
  }
}
