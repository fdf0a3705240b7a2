package io.argobuild.core.report.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the boxes of one container in layers by the longest path, orders them by barycentres so that
 * few edges cross, and settles each near its neighbours. The pages do the same in {@code
 * layout.js}; both use only +, -, * and / and give the same numbers.
 */
final class LayeredLayout {
  private static final double GAP_ALONG = 40;
  private static final double GAP_ASIDE = 16;
  private static final int ROUNDS = 12;
  private static final int ROUNDS_ONE_SIDED = 8;

  private final boolean across;
  private double length;
  private double breadth;
  private final List<Layout.Route> routes = new ArrayList<>();

  private LayeredLayout(boolean across) {
    this.across = across;
  }

  /**
   * @param across whether edges run from left to right, else down
   * @param narrow whether boxes without edges stand one below the other
   */
  static Layout of(
      List<? extends Box> boxes, List<Layout.Link> links, boolean across, boolean narrow) {
    LayeredLayout layout = new LayeredLayout(across);
    List<Vertex> vertices = new ArrayList<>();
    boxes.forEach(box -> vertices.add(new Vertex(box, layout.aside(box), 0)));
    List<Vertex[]> pairs = new ArrayList<>();
    for (Layout.Link link : links) {
      Vertex[] pair = {vertices.get(link.from()), vertices.get(link.to())};
      Vertex.join(pair[0], pair[1]);
      pairs.add(pair);
    }
    List<Vertex> alone = vertices.stream().filter(Vertex::isAlone).toList();
    List<Vertex> linked = vertices.stream().filter(vertex -> !vertex.isAlone()).toList();
    if (!linked.isEmpty()) {
      layout.placeLayers(new Layering(linked, pairs));
    }
    if (!alone.isEmpty()) {
      layout.placeBlock(alone, narrow);
    }
    return new Layout(
        across ? layout.length : layout.breadth,
        across ? layout.breadth : layout.length,
        layout.routes);
  }

  private double along(Box box) {
    return across ? box.width : box.height;
  }

  private double aside(Box box) {
    return across ? box.height : box.width;
  }

  private void put(Box box, double along, double aside) {
    box.x = across ? along : aside;
    box.y = across ? aside : along;
  }

  private void placeLayers(Layering layering) {
    List<List<Vertex>> layers = layering.layers;
    layers.forEach(LayeredLayout::centre);
    for (int round = 0; round < ROUNDS; round++) {
      settle(layers, round);
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (List<Vertex> layer : layers) {
      for (Vertex vertex : layer) {
        low = Math.min(low, vertex.centre - vertex.size / 2);
        high = Math.max(high, vertex.centre + vertex.size / 2);
      }
    }
    double[] from = new double[layers.size()];
    double[] to = new double[layers.size()];
    spread(layers, from, to);
    for (int k = 0; k < layers.size(); k++) {
      for (Vertex vertex : layers.get(k)) {
        vertex.centre = round(vertex.centre - low);
        if (vertex.box != null) {
          put(vertex.box, from[k], vertex.centre - Math.floor(vertex.size / 2));
        }
      }
    }
    for (List<Vertex> chain : layering.chains) {
      routes.add(route(chain, from, to));
    }
    breadth = Math.ceil(high - low);
  }

  private static void centre(List<Vertex> layer) {
    double at = 0;
    for (Vertex vertex : layer) {
      vertex.centre = at + vertex.size / 2;
      at += vertex.size + GAP_ASIDE;
    }
    double middle = (at - GAP_ASIDE) / 2;
    layer.forEach(vertex -> vertex.centre -= middle);
  }

  private static void settle(List<List<Vertex>> layers, int round) {
    boolean down = round % 2 == 0;
    for (int j = 0; j < layers.size(); j++) {
      List<Vertex> layer = layers.get(down ? j : layers.size() - 1 - j);
      double[] wanted = new double[layer.size()];
      double[] weight = new double[layer.size()];
      double[] separation = new double[layer.size()];
      for (int i = 0; i < layer.size(); i++) {
        Vertex vertex = layer.get(i);
        pull(vertex, round >= ROUNDS_ONE_SIDED, down, wanted, weight, i);
        if (i > 0) {
          Vertex before = layer.get(i - 1);
          double gap = before.isPassage() && vertex.isPassage() ? 4 : GAP_ASIDE;
          separation[i - 1] = before.size / 2 + vertex.size / 2 + gap;
        }
      }
      double[] centres = Isotonic.settle(wanted, weight, separation);
      for (int i = 0; i < layer.size(); i++) {
        layer.get(i).centre = centres[i];
      }
    }
  }

  /** Where a vertex wants to be: near its neighbours, and straight where an edge passes. */
  private static void pull(
      Vertex vertex, boolean both, boolean down, double[] wanted, double[] weight, int i) {
    double total = 0;
    double sum = 0;
    for (List<Vertex> near : List.of(vertex.in, vertex.out)) {
      if (both || (near == vertex.in) == down) {
        for (Vertex other : near) {
          double pull =
              vertex.isPassage() && other.isPassage()
                  ? 8
                  : vertex.isPassage() || other.isPassage() ? 2 : 1;
          sum += other.centre * pull;
          total += pull;
        }
      }
    }
    wanted[i] = total == 0 ? vertex.centre : sum / total;
    weight[i] = vertex.isPassage() ? 4 : total == 0 ? .1 : 1;
  }

  /** Layers stand further apart where edges go far aside. */
  private void spread(List<List<Vertex>> layers, double[] from, double[] to) {
    double at = 0;
    for (int k = 0; k < layers.size(); k++) {
      double length = 0;
      for (Vertex vertex : layers.get(k)) {
        if (vertex.box != null) {
          length = Math.max(length, along(vertex.box));
        }
      }
      if (k > 0) {
        double fan = 0;
        for (Vertex vertex : layers.get(k - 1)) {
          for (Vertex target : vertex.out) {
            fan = Math.max(fan, Math.abs(target.centre - vertex.centre));
          }
        }
        at += GAP_ALONG + Math.min(64, round(fan / 12));
      }
      from[k] = at;
      to[k] = at + length;
      at += length;
    }
    length = at;
  }

  private Layout.Route route(List<Vertex> chain, double[] from, double[] to) {
    List<Layout.Stop> stops = new ArrayList<>();
    for (Vertex vertex : chain) {
      double begin = from[vertex.layer];
      double end = vertex.box == null ? to[vertex.layer] : begin + along(vertex.box);
      stops.add(new Layout.Stop(vertex.centre, begin, end, to[vertex.layer]));
    }
    return new Layout.Route(stops);
  }

  /** Boxes without edges: a block, a little wider than high. */
  private void placeBlock(List<Vertex> alone, boolean narrow) {
    int count = alone.size();
    int column =
        narrow ? 1 : count <= 5 ? count : (int) Math.ceil(Math.sqrt(count * (across ? 2.2 : .45)));
    double along = 0;
    double begin = breadth == 0 ? 0 : breadth + GAP_ASIDE * 2;
    double end = begin;
    for (int i = 0; i < count; i += column) {
      double aside = begin;
      double widest = Double.NEGATIVE_INFINITY;
      for (Vertex vertex : alone.subList(i, Math.min(count, i + column))) {
        Box box = vertex.box;
        if (box != null) {
          put(box, along, aside);
          widest = Math.max(widest, along(box));
        }
        aside += vertex.size + GAP_ASIDE;
      }
      end = Math.max(end, aside - GAP_ASIDE);
      along += widest + GAP_ASIDE;
    }
    length = Math.max(length, along - GAP_ASIDE);
    breadth = end;
  }

  private static double round(double value) {
    return Math.floor(value + .5);
  }
}
