package io.argobuild.core.report.graph;

/**
 * How a state looks: every one has a shape and a mark of its own, which colour only repeats. As in
 * the pages.
 *
 * @param shape path in a square of 16
 * @param mark path on it
 * @param colour of the shape
 * @param soft colour behind it
 * @param hollow whether the shape is an outline
 */
record Sign(String shape, String mark, String colour, String soft, boolean hollow) {
  private static final String CIRCLE = "M8 .6a7.4 7.4 0 1 1 0 14.8A7.4 7.4 0 0 1 8 .6z";

  static Sign of(String state) {
    return switch (state) {
      case "Failed" ->
          new Sign(
              "M5 .7h6L15.3 5v6L11 15.3H5L.7 11V5z",
              "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6",
              "#c0321c",
              "#fce8e4",
              false);
      case "Error" ->
          new Sign("M8 .8 15.7 15H.3z", "M8 6v4.2M8 12.5v.3", "#a3195b", "#fae3ee", false);
      case "Running" -> new Sign(CIRCLE, "M6.4 4.8v6.4L11.5 8z", "#1f5fbf", "#e3edfb", false);
      case "Suspended" ->
          new Sign(
              "M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z",
              "M6 5v6M10 5v6",
              "#6d43b8",
              "#eee6fb",
              false);
      case "Succeeded" -> new Sign(CIRCLE, "M4.4 8.3 7 10.9l4.7-5.3", "#0f7a5c", "#dff3ec", false);
      case "Skipped" ->
          new Sign(CIRCLE, "M4.6 5l3 3-3 3M8.6 5l3 3-3 3", "#667082", "#eef0f4", true);
      case "Omitted" -> new Sign("M8 .5 15.5 8 8 15.5.5 8z", "M5 8h6", "#667082", "#eef0f4", true);
      default -> new Sign(CIRCLE, "M8 4v4l2.8 1.8", "#7d5c00", "#fbf0d0", true);
    };
  }
}
