package io.argobuild.core.report.graph;

/** A rectangle that a layout puts in its place; its corner is relative to its container. */
class Box {
  double width;
  double height;
  double x;
  double y;

  Box(double width, double height) {
    this.width = width;
    this.height = height;
  }
}
