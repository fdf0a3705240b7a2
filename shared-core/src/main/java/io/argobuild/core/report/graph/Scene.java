package io.argobuild.core.report.graph;

import io.argobuild.core.report.view.View;
import java.util.List;

/**
 * The boxes of a run's graph in their places. Containment makes the picture: an edge is lifted to
 * the level where both of its ends are in one container, so that none crosses a frame.
 *
 * @param boxes frames before what is in them
 */
record Scene(List<SceneBox> boxes, List<Edge> edges, double width, double height) {
  /**
   * An arrow.
   *
   * @param path data of an SVG path
   * @param critical whether it is on the critical path
   * @param hook whether it leads to a hook
   * @param off whether nothing went that way
   */
  record Edge(String path, double tipX, double tipY, boolean critical, boolean hook, boolean off) {}

  /**
   * @param across whether edges run from left to right, else down
   */
  static Scene of(View view, boolean across) {
    List<ShownNode> nodes = ShownNode.of(view);
    return new SceneMaker(nodes, across).scene();
  }
}
