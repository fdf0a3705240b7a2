package io.argobuild.core.report.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts vertices in layers by the longest path to them, and orders each to cross few edges. */
final class Layering {
  static final double PASSAGE = 6;
  private static final int FEW_SWEEPS_ABOVE = 400;
  private static final int PATIENCE = 5;

  final List<List<Vertex>> layers = new ArrayList<>();

  /** The vertices that each link goes through, its ends among them. */
  final List<List<Vertex>> chains = new ArrayList<>();

  private final List<Vertex> linked;

  /**
   * @param linked those with edges
   * @param links pairs of them
   */
  Layering(List<Vertex> linked, List<Vertex[]> links) {
    this.linked = linked;
    List<Vertex> order = byLongestPath();
    links.forEach(link -> chains.add(chain(link[0], link[1])));
    for (Vertex vertex : linked) {
      vertex.in = new ArrayList<>();
      vertex.out = new ArrayList<>();
    }
    for (List<Vertex> chain : chains) {
      for (int k = 1; k < chain.size(); k++) {
        Vertex.join(chain.get(k - 1), chain.get(k));
      }
    }
    fill(order);
    reduceCrossings();
  }

  /** Vertices in an order in which none comes before what it follows. */
  private List<Vertex> byLongestPath() {
    Map<Vertex, Integer> left = new IdentityHashMap<>();
    linked.forEach(vertex -> left.put(vertex, vertex.in.size()));
    List<Vertex> queue = new ArrayList<>(linked.stream().filter(v -> v.in.isEmpty()).toList());
    for (int q = 0; q < queue.size(); q++) {
      for (Vertex target : queue.get(q).out) {
        target.layer = Math.max(target.layer, queue.get(q).layer + 1);
        if (left.merge(target, -1, Integer::sum) == 0) {
          queue.add(target);
        }
      }
    }
    for (Vertex vertex : linked) {
      if (vertex.in.isEmpty()) {
        int nearest = vertex.out.stream().mapToInt(target -> target.layer).min().orElse(1);
        vertex.layer = Math.max(0, nearest - 1);
      }
    }
    return queue;
  }

  private static List<Vertex> chain(Vertex from, Vertex to) {
    List<Vertex> chain = new ArrayList<>();
    chain.add(from);
    for (int layer = from.layer + 1; layer < to.layer; layer++) {
      chain.add(new Vertex(null, PASSAGE, layer));
    }
    chain.add(to);
    return chain;
  }

  /** Depth first, so that what belongs together begins side by side. */
  private void fill(List<Vertex> order) {
    Set<Vertex> seen = new HashSet<>();
    order.stream().filter(vertex -> vertex.in.isEmpty()).forEach(vertex -> walk(vertex, seen));
    linked.forEach(vertex -> walk(vertex, seen));
    index();
  }

  private void walk(Vertex root, Set<Vertex> seen) {
    Deque<Vertex> stack = new ArrayDeque<>(List.of(root));
    while (!stack.isEmpty()) {
      Vertex vertex = stack.pop();
      if (seen.add(vertex)) {
        while (layers.size() <= vertex.layer) {
          layers.add(new ArrayList<>());
        }
        layers.get(vertex.layer).add(vertex);
        for (int k = vertex.out.size() - 1; k >= 0; k--) {
          stack.push(vertex.out.get(k));
        }
      }
    }
  }

  private void index() {
    for (List<Vertex> layer : layers) {
      for (int i = 0; i < layer.size(); i++) {
        layer.get(i).position = i;
      }
    }
  }

  private long crossings() {
    long count = 0;
    for (int k = 1; k < layers.size(); k++) {
      count += Crossings.between(layers.get(k - 1), layers.get(k));
    }
    return count;
  }

  private void reduceCrossings() {
    long best = crossings();
    List<List<Vertex>> kept = copy();
    int sweeps = best == 0 ? 0 : linked.size() > FEW_SWEEPS_ABOVE ? 8 : 16;
    int idle = 0;
    for (int round = 0; round < sweeps && idle < PATIENCE; round++) {
      sweep(round % 2 == 0);
      long count = crossings();
      if (count < best) {
        best = count;
        kept = copy();
        idle = 0;
      } else {
        idle++;
      }
    }
    for (int k = 0; k < layers.size(); k++) {
      layers.set(k, kept.get(k));
    }
    index();
  }

  private List<List<Vertex>> copy() {
    List<List<Vertex>> copy = new ArrayList<>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }

  private void sweep(boolean down) {
    for (int n = 1; n < layers.size(); n++) {
      List<Vertex> layer = layers.get(down ? n : layers.size() - 1 - n);
      for (Vertex vertex : layer) {
        List<Vertex> near = down ? vertex.in : vertex.out;
        double sum = 0;
        for (Vertex other : near) {
          sum += other.position;
        }
        vertex.barycentre = near.isEmpty() ? vertex.position : sum / near.size();
      }
      layer.sort(
          (a, b) ->
              a.barycentre != b.barycentre
                  ? Double.compare(a.barycentre, b.barycentre)
                  : Integer.compare(a.position, b.position));
      for (int i = 0; i < layer.size(); i++) {
        layer.get(i).position = i;
      }
    }
  }
}
