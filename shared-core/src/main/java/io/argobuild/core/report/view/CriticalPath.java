package io.argobuild.core.report.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the run's length came from: from the leaf that ended last back, each time to the predecessor
 * that ended last before the node was there.
 */
final class CriticalPath {
  private final Map<String, ViewNode> byId = new HashMap<>();
  private final Map<String, List<ViewNode>> kids = new HashMap<>();
  private final Map<String, List<ViewNode>> before = new HashMap<>();
  private final Map<String, Optional<ViewNode>> lastLeaf = new HashMap<>();
  private final Instant now;

  private CriticalPath(List<ViewNode> nodes, Instant now) {
    this.now = now;
    nodes.forEach(node -> byId.put(node.id(), node));
    for (ViewNode node : nodes) {
      if (!node.parent().isEmpty()) {
        kids.computeIfAbsent(node.parent(), id -> new ArrayList<>()).add(node);
      }
      for (String id : node.next()) {
        before.computeIfAbsent(id, key -> new ArrayList<>()).add(node);
      }
    }
  }

  /** IDs of the nodes on the path and of all that contain them. */
  static Set<String> of(List<ViewNode> nodes, Instant now) {
    return new CriticalPath(nodes, now).walk(nodes);
  }

  private Set<String> walk(List<ViewNode> nodes) {
    Set<String> path = new HashSet<>();
    ViewNode at = null;
    for (ViewNode node : nodes) {
      boolean counts = isLeaf(node) && node.role() != ViewNode.Role.HOOK && !node.isPassedOver();
      if (counts && isLater(node, at)) {
        at = node;
      }
    }
    while (at != null && !path.contains(at.id())) {
      above(at).forEach(node -> path.add(node.id()));
      at = previous(at);
    }
    return path;
  }

  private boolean isLeaf(ViewNode node) {
    return !kids.containsKey(node.id());
  }

  private @Nullable Instant end(ViewNode node) {
    return node.finished() != null || node.created() == null ? node.finished() : now;
  }

  private boolean isLater(ViewNode node, @Nullable ViewNode than) {
    Instant end = end(node);
    if (end == null) {
      return false;
    }
    Instant other = than == null ? null : end(than);
    return other == null || end.isAfter(other);
  }

  /** The node itself and all that contain it. */
  private List<ViewNode> above(ViewNode node) {
    List<ViewNode> all = new ArrayList<>();
    for (ViewNode at = node; at != null; at = byId.get(at.parent())) {
      all.add(at);
    }
    return all;
  }

  private @Nullable ViewNode previous(ViewNode leaf) {
    Instant created = leaf.created();
    if (created == null) {
      return null;
    }
    ViewNode best = null;
    for (ViewNode candidate : candidates(leaf)) {
      Instant end = end(candidate);
      if (end != null && !end.isAfter(created) && isLater(candidate, best)) {
        best = candidate;
      }
    }
    return best;
  }

  /** Leaves that may have held the leaf back. */
  private List<ViewNode> candidates(ViewNode leaf) {
    List<ViewNode> found = new ArrayList<>();
    for (ViewNode node : above(leaf)) {
      predecessors(node, found);
      for (ViewNode sibling : siblings(node)) {
        if (sibling != node) {
          last(sibling).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** What was passed over took no time, but what was before it may have. */
  private void predecessors(ViewNode node, List<ViewNode> found) {
    Set<String> seen = new HashSet<>();
    List<ViewNode> queue = new ArrayList<>(before.getOrDefault(node.id(), List.of()));
    for (int i = 0; i < queue.size(); i++) {
      ViewNode one = queue.get(i);
      if (one.isPassedOver() && isLeaf(one)) {
        if (seen.add(one.id())) {
          above(one).forEach(a -> queue.addAll(before.getOrDefault(a.id(), List.of())));
        }
      } else {
        last(one).ifPresent(found::add);
      }
    }
  }

  /** The attempt before; other items of a loop, which a limit may have let go first. */
  private List<ViewNode> siblings(ViewNode node) {
    List<ViewNode> all = kids.getOrDefault(node.parent(), List.of());
    return switch (node.role()) {
      case ITEM -> all;
      case ATTEMPT -> {
        int index = all.indexOf(node);
        yield index > 0 ? all.subList(index - 1, index) : List.of();
      }
      case ORDINARY, HOOK, EXIT -> List.of();
    };
  }

  private Optional<ViewNode> last(ViewNode node) {
    Optional<ViewNode> known = lastLeaf.get(node.id());
    if (known != null) {
      return known;
    }
    ViewNode best = null;
    if (isLeaf(node)) {
      best = node.isPassedOver() ? null : node;
    } else {
      for (ViewNode kid : kids.getOrDefault(node.id(), List.of())) {
        ViewNode leaf = last(kid).orElse(null);
        if (leaf != null && isLater(leaf, best)) {
          best = leaf;
        }
      }
    }
    Optional<ViewNode> answer = Optional.ofNullable(best);
    lastLeaf.put(node.id(), answer);
    return answer;
  }
}
