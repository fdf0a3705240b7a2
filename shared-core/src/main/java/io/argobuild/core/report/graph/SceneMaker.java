package io.argobuild.core.report.graph;

import io.argobuild.core.report.view.ViewNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which boxes there are, lays them out from the inside out, and lifts the edges. */
final class SceneMaker {
  private static final int MOST_BOXES = 160;
  private static final int LONGEST_OPEN_LOOP = 8;

  /** Nothing deeper can be told apart, and a stack has its limit. */
  private static final int DEEPEST_FRAME = 40;

  /** A link between members of one container, made of all edges between what they hold. */
  private static final class Lifted {
    private final ShownNode from;
    private final ShownNode to;
    private final boolean hook;
    private boolean critical;
    private boolean off = true;

    private Lifted(ShownNode from, ShownNode to, boolean hook) {
      this.from = from;
      this.to = to;
      this.hook = hook;
    }
  }

  private final List<ShownNode> nodes;
  private final boolean across;
  private final Set<ShownNode> closed = new HashSet<>();
  private final Map<ShownNode, SceneBox.Kind> open = new HashMap<>();
  private final Map<ShownNode, ShownNode> visible = new HashMap<>();
  private final Map<@Nullable ShownNode, Map<List<ShownNode>, Lifted>> links = new HashMap<>();
  private final Map<SceneBox, List<Lifted>> inner = new HashMap<>();
  private final Map<SceneBox, List<Layout.Route>> routes = new HashMap<>();
  private final List<SceneBox> boxes = new ArrayList<>();
  private final List<Scene.Edge> edges = new ArrayList<>();

  SceneMaker(List<ShownNode> nodes, boolean across) {
    this.nodes = nodes;
    this.across = across;
  }

  Scene scene() {
    closeFinished();
    nodes.forEach(this::lift);
    List<ShownNode> tops = nodes.stream().filter(node -> node.container() == null).toList();
    List<SceneBox> made = tops.stream().map(this::make).toList();
    List<Lifted> between = between(null, tops);
    Layout layout = arrange(made, between);
    flatten(made, between, layout.routes(), 0, 0);
    return new Scene(boxes, edges, layout.width(), layout.height());
  }

  /** Finished groups close, the biggest first, until the picture can be taken in. */
  private void closeFinished() {
    List<ShownNode> groups =
        nodes.stream()
            .filter(node -> !node.isLeaf() && node.container() != null)
            .filter(node -> !node.node().type().equals("StepGroup"))
            .filter(node -> kind(node) == SceneBox.Kind.FRAME)
            .sorted(Comparator.comparingInt((ShownNode n) -> n.leaves().size()).reversed())
            .toList();
    long seen =
        nodes.stream()
            .filter(
                node ->
                    node.outwards().stream()
                        .skip(1)
                        .allMatch(above -> kind(above) == SceneBox.Kind.FRAME))
            .count();
    groups.stream().filter(g -> g.outwards().size() > DEEPEST_FRAME).forEach(closed::add);
    for (ShownNode group : groups) {
      if (seen <= MOST_BOXES) {
        break;
      }
      List<ShownNode> leaves = group.leaves();
      if (leaves.stream().noneMatch(leaf -> leaf.node().isFailed() || leaf.isActive())) {
        seen -= leaves.size();
        closed.add(group);
      }
    }
  }

  private SceneBox.Kind kind(ShownNode node) {
    SceneBox.Kind kind = open.computeIfAbsent(node, SceneMaker::openKind);
    return kind == SceneBox.Kind.FRAME && closed.contains(node) ? SceneBox.Kind.GROUP : kind;
  }

  /** What it is drawn as when it is not closed. */
  private static SceneBox.Kind openKind(ShownNode node) {
    if (node.isLeaf()) {
      return SceneBox.Kind.CARD;
    }
    if (node.node().type().equals("Retry") && node.isStep()) {
      return SceneBox.Kind.STACK;
    }
    if (node.node().isLoop()
        && node.members().size() > LONGEST_OPEN_LOOP
        && node.members().stream().allMatch(ShownNode::isStep)) {
      return SceneBox.Kind.STRIP;
    }
    return SceneBox.Kind.FRAME;
  }

  /** The outermost box that hides a node, or the node. */
  private ShownNode visible(ShownNode node) {
    ShownNode known = visible.get(node);
    if (known != null) {
      return known;
    }
    ShownNode found = node;
    for (ShownNode above : node.outwards()) {
      if (above != node && kind(above) != SceneBox.Kind.FRAME) {
        found = above;
      }
    }
    visible.put(node, found);
    return found;
  }

  private void lift(ShownNode from) {
    for (ShownNode to : from.followers()) {
      List<ShownNode> left = visible(from).outwards();
      List<ShownNode> right = visible(to).outwards();
      int i = left.size() - 1;
      int j = right.size() - 1;
      while (i >= 0 && j >= 0 && left.get(i) == right.get(j)) {
        i--;
        j--;
      }
      if (i >= 0 && j >= 0) {
        note(left.get(i), right.get(j), from.node(), to);
      }
    }
  }

  private void note(ShownNode from, ShownNode to, ViewNode a, ShownNode z) {
    Lifted lifted =
        links
            .computeIfAbsent(from.container(), container -> new LinkedHashMap<>())
            .computeIfAbsent(List.of(from, to), ends -> new Lifted(from, to, z.isHook()));
    lifted.critical |= a.critical() && z.node().critical();
    lifted.off &= z.node().isPassedOver();
  }

  private List<Lifted> between(@Nullable ShownNode container, List<ShownNode> members) {
    Set<ShownNode> there = new HashSet<>(members);
    return links.getOrDefault(container, Map.of()).values().stream()
        .filter(link -> there.contains(link.from) && there.contains(link.to))
        .toList();
  }

  private Layout arrange(List<SceneBox> made, List<Lifted> between) {
    Map<ShownNode, Integer> index = new HashMap<>();
    for (int i = 0; i < made.size(); i++) {
      index.put(made.get(i).node, i);
    }
    List<Layout.Link> pairs = new ArrayList<>();
    for (Lifted link : between) {
      pairs.add(new Layout.Link(index.getOrDefault(link.from, 0), index.getOrDefault(link.to, 0)));
    }
    return LayeredLayout.of(made, pairs, across, false);
  }

  private SceneBox make(ShownNode node) {
    SceneBox box = new SceneBox(node, kind(node));
    if (box.kind == SceneBox.Kind.FRAME) {
      List<SceneBox> made = node.members().stream().map(this::make).toList();
      List<Lifted> between = between(node, node.members());
      Layout layout = arrange(made, between);
      box.wrap(layout, made);
      inner.put(box, between);
      routes.put(box, layout.routes());
    }
    return box;
  }

  private void flatten(
      List<SceneBox> made, List<Lifted> between, List<Layout.Route> ways, double dx, double dy) {
    for (SceneBox box : made) {
      box.x += dx;
      box.y += dy;
      boxes.add(box);
      if (box.kind == SceneBox.Kind.FRAME) {
        double x = box.x + box.pad;
        double y = box.y + box.pad + box.head;
        flatten(
            box.inside,
            inner.getOrDefault(box, List.of()),
            routes.getOrDefault(box, List.of()),
            x,
            y);
      }
    }
    for (int i = 0; i < ways.size(); i++) {
      edges.add(edge(between.get(i), ways.get(i), dx, dy));
    }
  }

  private Scene.Edge edge(Lifted link, Layout.Route way, double dx, double dy) {
    Layout.Stop last = way.stops().get(way.stops().size() - 1);
    return new Scene.Edge(
        way.path(across, across ? dx : dy, across ? dy : dx),
        across ? last.from() + dx : last.centre() + dx,
        across ? last.centre() + dy : last.from() + dy,
        link.critical,
        link.hook,
        link.off);
  }
}
