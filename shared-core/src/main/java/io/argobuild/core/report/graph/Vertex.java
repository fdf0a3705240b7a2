package io.argobuild.core.report.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a layer: a box, or where an edge passes a layer between. */
final class Vertex {
  /** Null where an edge passes. */
  final @Nullable Box box;

  /** Across the layers. */
  final double size;

  List<Vertex> in = new ArrayList<>();
  List<Vertex> out = new ArrayList<>();
  int layer;

  /** Index in its layer. */
  int position;

  double barycentre;

  /** The middle, across the layers. */
  double centre;

  Vertex(@Nullable Box box, double size, int layer) {
    this.box = box;
    this.size = size;
    this.layer = layer;
  }

  boolean isPassage() {
    return box == null;
  }

  boolean isAlone() {
    return in.isEmpty() && out.isEmpty();
  }

  static void join(Vertex from, Vertex to) {
    from.out.add(to);
    to.in.add(from);
  }
}
