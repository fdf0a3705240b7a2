package io.argobuild.core.report.graph;

import io.argobuild.core.report.Markup;
import java.util.List;

/**
 * What a container measures when its boxes are in their places.
 *
 * @param routes the way of each link, in the links' order
 */
record Layout(double width, double height, List<Route> routes) {
  Layout {
    routes = List.copyOf(routes);
  }

  /** An arrow from one box to another, by their indices. */
  record Link(int from, int to) {}

  /**
   * Where a route meets a layer.
   *
   * @param centre across the layers
   * @param from where the box or the layer begins
   * @param to where the box or the layer ends
   * @param edge where the layer ends
   */
  record Stop(double centre, double from, double to, double edge) {}

  /** The way of a link through the layers. */
  record Route(List<Stop> stops) {
    Route {
      stops = List.copyOf(stops);
    }

    /** As the data of an SVG path, moved by an offset along and across the layers. */
    String path(boolean across, double along, double aside) {
      StringBuilder path = new StringBuilder();
      Stop first = stops.get(0);
      double at = first.to;
      path.append('M').append(point(across, at + along, first.centre + aside));
      for (int i = 1; i < stops.size(); i++) {
        Stop a = stops.get(i - 1);
        Stop z = stops.get(i);
        if (a.edge > at) {
          path.append('L').append(point(across, a.edge + along, a.centre + aside));
        }
        double middle = (a.edge + z.from) / 2;
        String end = point(across, z.from + along, z.centre + aside);
        if (a.centre == z.centre) {
          path.append('L').append(end);
        } else {
          path.append('C')
              .append(point(across, middle + along, a.centre + aside))
              .append(' ')
              .append(point(across, middle + along, z.centre + aside))
              .append(' ')
              .append(end);
        }
        at = z.from;
        if (i < stops.size() - 1) {
          path.append('L').append(point(across, z.edge + along, z.centre + aside));
          at = z.edge;
        }
      }
      return path.toString();
    }

    private static String point(boolean across, double along, double aside) {
      return across
          ? Markup.number(along) + ' ' + Markup.number(aside)
          : Markup.number(aside) + ' ' + Markup.number(along);
    }
  }
}
