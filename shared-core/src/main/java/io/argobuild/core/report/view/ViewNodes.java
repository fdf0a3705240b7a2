package io.argobuild.core.report.view;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.report.view.View.NamedValue;
import io.argobuild.core.report.view.ViewNode.Role;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of a view: those of the status, and loops that Argo has no node for. */
final class ViewNodes {
  private final ViewInput input;
  private final Shown shown;
  private final List<NodeStatus> statuses;
  private final Containment containment;
  private final Map<String, String> ids;
  private final Map<String, Containment.Loop> loopOfItem = new HashMap<>();
  private final Map<Containment.Loop, String> loopIds = new IdentityHashMap<>();
  private final Map<String, NodeStatus> byId = new HashMap<>();
  private final String workflow;

  ViewNodes(
      ViewInput input,
      Shown shown,
      List<NodeStatus> statuses,
      Containment containment,
      Map<String, String> ids) {
    this.input = input;
    this.shown = shown;
    this.statuses = statuses;
    this.containment = containment;
    this.ids = ids;
    this.workflow = input.workflow().name();
    statuses.forEach(node -> byId.put(node.id(), node));
    Map<String, Integer> loopsOfGroup = new HashMap<>();
    for (Containment.Loop loop : containment.loops()) {
      int number = loopsOfGroup.merge(loop.group(), 1, Integer::sum);
      loopIds.put(loop, id(loop.group()) + 'l' + number);
      loop.items().forEach(item -> loopOfItem.put(item.id(), loop));
    }
  }

  List<ViewNode> all(Artifacts artifacts) {
    List<ViewNode> nodes = new ArrayList<>();
    statuses.forEach(node -> nodes.add(node(node, artifacts)));
    containment.loops().forEach(loop -> nodes.add(loop(loop)));
    Set<String> path = CriticalPath.of(nodes, input.now());
    nodes.replaceAll(node -> path.contains(node.id()) ? critical(node) : node);
    return nodes;
  }

  private ViewNode node(NodeStatus node, Artifacts artifacts) {
    Role role = role(node);
    LogTailOrNone log = new LogTailOrNone(input.logs().get(node.id()));
    return new ViewNode(
        id(node.id()),
        shown.text(node.name()),
        shown.text(label(node, role)),
        node.type().argoName(),
        node.phase().argoName(),
        parent(node),
        next(node),
        role,
        false,
        template(node),
        shown.message(node.message()),
        exitCode(node),
        node.startedAt(),
        input.started().get(node.id()),
        node.finishedAt(),
        WaitingReason.of(node, shown),
        node.type() == NodeType.Leaf.POD ? pod(node) : null,
        inputs(node),
        outputs(node),
        log.shown(shown),
        artifacts.of(node, shown));
  }

  private record LogTailOrNone(@Nullable LogTail tail) {
    @Nullable LogTail shown(Shown shown) {
      return tail == null ? null : shown.log(tail);
    }
  }

  private String id(String statusId) {
    return ids.getOrDefault(statusId, statusId);
  }

  private String loopId(Containment.Loop loop) {
    return loopIds.getOrDefault(loop, "");
  }

  private String parent(NodeStatus node) {
    Containment.Loop loop = loopOfItem.get(node.id());
    String parent = containment.parents().get(node.id());
    return loop != null ? loopId(loop) : parent == null ? "" : id(parent);
  }

  /** Edges of execution that lead out of the node; Argo leaves its exit handler unlinked. */
  private List<String> next(NodeStatus node) {
    List<String> next = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String child : node.children()) {
      if (ids.containsKey(child) && seen.add(child) && !containment.contains(node.id(), child)) {
        next.add(id(child));
      }
    }
    String exit = NodeId.of(workflow, workflow + ".onExit");
    if (node.name().equals(workflow) && ids.containsKey(exit) && seen.add(exit)) {
      next.add(id(exit));
    }
    return next;
  }

  private Role role(NodeStatus node) {
    NodeStatus parent = byId.get(containment.parents().getOrDefault(node.id(), ""));
    if (parent != null
        && parent.type() == NodeType.Virtual.RETRY
        && Containment.isAttempt(parent, node)) {
      return Role.ATTEMPT;
    }
    if (node.name().equals(workflow + ".onExit")) {
      return Role.EXIT;
    }
    if (loopOfItem.containsKey(node.id())
        || (parent != null && parent.type() == NodeType.Virtual.TASK_GROUP)) {
      return Role.ITEM;
    }
    return node.isHooked() ? Role.HOOK : Role.ORDINARY;
  }

  private String label(NodeStatus node, Role role) {
    if (role == Role.ATTEMPT) {
      String name = node.name();
      return "attempt " + name.substring(name.lastIndexOf('(') + 1, name.length() - 1);
    }
    return role == Role.EXIT ? "onExit" : node.displayName();
  }

  private static String template(NodeStatus node) {
    return node.templateRef() == null
        ? node.templateName()
        : Fields.textOrEmpty(node.templateRef(), "name")
            + '/'
            + Fields.textOrEmpty(node.templateRef(), "template");
  }

  private static @Nullable Integer exitCode(NodeStatus node) {
    String text = node.outputs() == null ? "" : new Outputs(node.outputs()).exitCode().orElse("");
    return text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  private ViewNode.Pod pod(NodeStatus node) {
    String format =
        input.workflow().annotations().getOrDefault("workflows.argoproj.io/pod-name-format", "v2");
    String name = format.equals("v1") ? node.id() : NodeId.podName(workflow, node);
    return new ViewNode.Pod(name, node.hostNodeName());
  }

  private List<NamedValue> inputs(NodeStatus node) {
    return node.inputs() == null
        ? List.of()
        : ViewModel.values(new Outputs(node.inputs()).parameters(), shown);
  }

  private List<NamedValue> outputs(NodeStatus node) {
    if (node.outputs() == null) {
      return List.of();
    }
    Outputs outputs = new Outputs(node.outputs());
    List<NamedValue> values = new ArrayList<>(ViewModel.values(outputs.parameters(), shown));
    outputs
        .result()
        .filter(result -> !result.isEmpty())
        .ifPresent(result -> values.add(new NamedValue("result", shown.value(result))));
    return values;
  }

  private ViewNode loop(Containment.Loop loop) {
    NodeStatus group = byId.get(loop.group());
    String above = group == null ? "" : group.name();
    Instant created = null;
    Instant finished = Instant.MIN;
    for (NodeStatus item : loop.items()) {
      Instant from = item.startedAt();
      if (from != null && (created == null || from.isBefore(created))) {
        created = from;
      }
      Instant to = item.finishedAt();
      finished = to == null || finished == null ? null : to.isAfter(finished) ? to : finished;
    }
    return new ViewNode(
        loopId(loop),
        shown.text(above + '.' + loop.step()),
        loop.step(),
        "Loop",
        phase(loop).argoName(),
        id(loop.group()),
        List.of(),
        Role.ORDINARY,
        false,
        template(loop.items().get(0)),
        "",
        null,
        created,
        null,
        finished,
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of());
  }

  /** The phase that says most of a loop: that it goes on, else the worst. */
  private static NodePhase phase(Containment.Loop loop) {
    Set<NodePhase> all = new HashSet<>();
    loop.items().forEach(item -> all.add(item.phase()));
    if (all.equals(Set.of(NodePhase.PENDING))) {
      return NodePhase.PENDING;
    }
    if (all.contains(NodePhase.RUNNING) || all.contains(NodePhase.PENDING)) {
      return NodePhase.RUNNING;
    }
    for (NodePhase phase :
        List.of(
            NodePhase.ERROR,
            NodePhase.FAILED,
            NodePhase.SUCCEEDED,
            NodePhase.SKIPPED,
            NodePhase.OMITTED)) {
      if (all.contains(phase)) {
        return phase;
      }
    }
    throw new IllegalStateException("a loop without items");
  }

  private static ViewNode critical(ViewNode node) {
    return new ViewNode(
        node.id(),
        node.name(),
        node.label(),
        node.type(),
        node.phase(),
        node.parent(),
        node.next(),
        node.role(),
        true,
        node.template(),
        node.message(),
        node.exitCode(),
        node.created(),
        node.started(),
        node.finished(),
        node.waiting(),
        node.pod(),
        node.inputs(),
        node.outputs(),
        node.log(),
        node.artifacts());
  }
}
