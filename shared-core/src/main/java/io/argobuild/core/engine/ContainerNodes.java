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
import java.util.List;

/** The nodes of a container set's members, below that of their pod (argo-spec 01 section 13). */
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

  static void update(Pass pass, Call pod, List<ContainerState> states) {
    for (ContainerState state : states) {
      NodeStatus node = pass.node(id(pass, pod, state.name()));
      if (node != null && !node.isFulfilled()) {
        pass.mark(node.id(), state.phase(), state.message());
      }
    }
  }
}
