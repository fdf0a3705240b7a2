package io.argobuild.core.report.graph;

import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a view with the nodes around it. */
public final class ShownNode {
  private final ViewNode node;
  private final List<ShownNode> members = new ArrayList<>();
  private final List<ShownNode> followers = new ArrayList<>();
  private final Instant now;
  private @Nullable ShownNode container;

  private ShownNode(ViewNode node, Instant now) {
    this.node = node;
    this.now = now;
  }

  /** All nodes of a view, in its order. */
  public static List<ShownNode> of(View view) {
    Map<String, ShownNode> byId = new HashMap<>();
    List<ShownNode> all = new ArrayList<>();
    for (ViewNode node : view.nodes()) {
      ShownNode shown = new ShownNode(node, view.generatedAt());
      byId.put(node.id(), shown);
      all.add(shown);
    }
    for (ShownNode shown : all) {
      ShownNode above = byId.get(shown.node.parent());
      if (above != null) {
        shown.container = above;
        above.members.add(shown);
      }
      for (String id : shown.node.next()) {
        ShownNode follower = byId.get(id);
        if (follower != null) {
          shown.followers.add(follower);
        }
      }
    }
    return all;
  }

  public ViewNode node() {
    return node;
  }

  public @Nullable ShownNode container() {
    return container;
  }

  public List<ShownNode> members() {
    return members;
  }

  /** Nodes that run after it. */
  public List<ShownNode> followers() {
    return followers;
  }

  public boolean isLeaf() {
    return members.isEmpty();
  }

  /** The node's own, then those that contain it, the nearest first. */
  List<ShownNode> outwards() {
    List<ShownNode> all = new ArrayList<>();
    for (ShownNode at = this; at != null; at = at.container) {
      all.add(at);
    }
    return all;
  }

  /** Attempts of a Retry. */
  public List<ShownNode> attempts() {
    return node.type().equals("Retry")
        ? members.stream().filter(m -> m.node.role() == ViewNode.Role.ATTEMPT).toList()
        : List.of();
  }

  /** A leaf, or a Retry whose attempts are leaves: what people think of as one step. */
  public boolean isStep() {
    return isLeaf() || (!attempts().isEmpty() && members.stream().allMatch(ShownNode::isLeaf));
  }

  /** Whose log, exit code and message to show: a Retry speaks with its last attempt's voice. */
  public ShownNode voice() {
    List<ShownNode> attempts = attempts();
    ShownNode last = attempts.isEmpty() ? this : attempts.get(attempts.size() - 1);
    return last.isLeaf() ? last : this;
  }

  /** The phase, or that it waits for a person. */
  public String state() {
    return node.type().equals("Suspend") && node.phase().equals("Running")
        ? "Suspended"
        : node.phase();
  }

  boolean isActive() {
    return List.of("Running", "Suspended", "Pending").contains(state());
  }

  boolean isHook() {
    return node.role() == ViewNode.Role.HOOK || node.role() == ViewNode.Role.EXIT;
  }

  public @Nullable Integer exitCode() {
    return node.exitCode() == null ? voice().node.exitCode() : node.exitCode();
  }

  /** Null when it never ran. */
  public @Nullable Duration took() {
    Instant from = node.created() == null ? node.started() : node.created();
    if (from == null || node.isPassedOver()) {
      return null;
    }
    Instant to = node.finished();
    return Duration.between(from, to != null ? to : isActive() ? now : from);
  }

  /** Leaves below it; itself when it is one. */
  List<ShownNode> leaves() {
    List<ShownNode> found = new ArrayList<>();
    List<ShownNode> open = new ArrayList<>(List.of(this));
    while (!open.isEmpty()) {
      ShownNode at = open.remove(open.size() - 1);
      if (at.isLeaf()) {
        found.add(at);
      } else {
        for (int i = at.members.size() - 1; i >= 0; i--) {
          open.add(at.members.get(i));
        }
      }
    }
    return found;
  }
}
