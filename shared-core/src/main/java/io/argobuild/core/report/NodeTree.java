package io.argobuild.core.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The tree of nodes as {@code argo get} draws it (Argo 4.1.2). */
public final class NodeTree {
  private final Workflow workflow;
  private final TreeOptions options;
  private final Instant now;
  private final Icons icons;
  private final NodeForest forest;
  private final StringBuilder rows = new StringBuilder();

  private NodeTree(Workflow workflow, TreeOptions options, Instant now) {
    this.workflow = workflow;
    this.options = options;
    this.now = now;
    this.icons = new Icons(options.utf8(), options.colour());
    this.forest = NodeForest.of(StatusReader.nodes(workflow.status()));
  }

  /**
   * Lines with columns padded by blanks; empty when there is no root node yet.
   *
   * @param now the end of what still runs
   */
  public static String render(Workflow workflow, TreeOptions options, Instant now) {
    NodeTree tree = new NodeTree(workflow, options, now);
    NodeStatus root = tree.forest.node(workflow.name());
    if (root == null) {
      return "";
    }
    tree.heading();
    tree.draw(root);
    NodeStatus onExit = tree.forest.node(NodeId.of(workflow.name(), workflow.name() + ".onExit"));
    if (onExit != null) {
      tree.rows.append("\t\t\t\t\t\n");
      tree.draw(onExit);
    }
    return TabWriter.align(tree.rows.toString());
  }

  private void heading() {
    rows.append(icons.heading("STEP"));
    rows.append(
        switch (options.columns()) {
          case DEFAULT -> "\tTEMPLATE\tPODNAME\tDURATION\tMESSAGE\n";
          case SHORT -> "\tTEMPLATE\tPODNAME\tDURATION\tMESSAGE\tNODENAME\n";
          case WIDE ->
              "\tTEMPLATE\tPODNAME\tDURATION\tARTIFACTS\tMESSAGE\tRESOURCESDURATION\tNODENAME\n";
        });
  }

  /**
   * A node still to be drawn.
   *
   * @param prefix before the node itself
   * @param below before its members
   */
  private record Pending(NodeStatus node, String prefix, String below) {}

  /** Without recursion: a status from elsewhere may be nested deeper than a stack. */
  private void draw(NodeStatus root) {
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(root, " ", " "));
    while (!pending.isEmpty()) {
      Pending next = pending.pop();
      boolean left = isLeftOut(next.node());
      if (!left) {
        row(next.node(), next.prefix());
      }
      List<NodeStatus> members = forest.membersOf(next.node());
      for (int i = members.size() - 1; i >= 0; i--) {
        pending.push(member(next, left, members.get(i), i, members.size() - 1));
      }
    }
  }

  private Pending member(Pending above, boolean left, NodeStatus node, int index, int last) {
    Icons.Branch branch = new Icons.Branch("", "");
    if (!left) {
      branch = icons.member(index == last);
    } else if (above.node().type() == NodeType.Virtual.STEP_GROUP) {
      branch = icons.bracket(index, last);
    }
    // The first member of a node that is left out stands in its row.
    String prefix = left && index == 0 ? above.prefix() : above.below();
    return new Pending(node, prefix + branch.toNode(), above.below() + branch.below());
  }

  private boolean isLeftOut(NodeStatus node) {
    return (node.type() == NodeType.Virtual.RETRY && node.children().size() == 1)
        || node.type() == NodeType.Virtual.STEP_GROUP
        || (node.type() == NodeType.Leaf.SKIPPED && node.phase() == NodePhase.OMITTED)
        || !options.shown().test(node);
  }

  private void row(NodeStatus node, String prefix) {
    boolean pod = node.type() == NodeType.Leaf.POD;
    rows.append(prefix).append(icons.of(node)).append(' ').append(node.displayName());
    cell(template(node));
    cell(pod ? podName(node) : "");
    cell(pod ? duration(node) : "");
    switch (options.columns()) {
      case DEFAULT -> {
        cell(node.message());
        cell("");
      }
      case SHORT -> {
        cell(node.message());
        cell(pod ? node.hostNodeName() : "");
      }
      case WIDE -> {
        cell(artifacts(node));
        cell(node.message());
        cell(resources(node));
        cell(pod ? node.hostNodeName() : "");
      }
    }
    rows.append('\n');
  }

  private void cell(String text) {
    rows.append('\t').append(text);
  }

  private String podName(NodeStatus node) {
    String format =
        workflow.annotations().getOrDefault("workflows.argoproj.io/pod-name-format", "v2");
    return format.equals("v1") ? node.id() : NodeId.podName(workflow.name(), node);
  }

  private String duration(NodeStatus node) {
    Instant started = node.startedAt();
    Instant finished = node.finishedAt() == null ? now : node.finishedAt();
    return started == null ? "0s" : Durations.inShort(Duration.between(started, finished));
  }

  private static String template(NodeStatus node) {
    return node.templateRef() == null
        ? node.templateName()
        : Fields.textOrEmpty(node.templateRef(), "name")
            + '/'
            + Fields.textOrEmpty(node.templateRef(), "template");
  }

  private static String artifacts(NodeStatus node) {
    return node.outputs() == null
        ? ""
        : new Outputs(node.outputs())
            .artifacts().stream().map(Artifact::name).collect(Collectors.joining(","));
  }

  private static String resources(NodeStatus node) {
    return node.rest() == null
        ? ""
        : resources(Fields.objectOrNothing(node.rest(), "resourcesDuration"));
  }

  /** {@code 6s*(1 cpu),2s*(100Mi memory)}, in the order written. */
  static String resources(ObjectNode durations) {
    return durations.properties().stream()
        .map(
            entry ->
                Durations.go(entry.getValue().asLong())
                    + "*("
                    + unit(entry.getKey())
                    + ' '
                    + entry.getKey()
                    + ')')
        .collect(Collectors.joining(","));
  }

  private static String unit(String resource) {
    return switch (resource) {
      case "memory" -> "100Mi";
      case "storage", "ephemeral-storage" -> "10Gi";
      default -> "1";
    };
  }
}
