package io.argobuild.core.report.graph;

/** Places in a row that keep their distances and are as near as can be to where they want to be. */
final class Isotonic {
  private Isotonic() {}

  /**
   * Minimises the weighted squares of the distances to what is wanted.
   *
   * @param separation of each place from the one after
   */
  static double[] settle(double[] wanted, double[] weight, double[] separation) {
    int n = wanted.length;
    double[] offset = new double[n];
    for (int i = 1; i < n; i++) {
      offset[i] = offset[i - 1] + separation[i - 1];
    }
    double[] value = new double[n];
    double[] mass = new double[n];
    int[] start = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      double v = wanted[i] - offset[i];
      double w = weight[i];
      int from = i;
      while (blocks > 0 && value[blocks - 1] > v) {
        blocks--;
        v = (value[blocks] * mass[blocks] + v * w) / (mass[blocks] + w);
        w = mass[blocks] + w;
        from = start[blocks];
      }
      value[blocks] = v;
      mass[blocks] = w;
      start[blocks] = from;
      blocks++;
    }
    double[] places = new double[n];
    for (int k = 0; k < blocks; k++) {
      int end = k + 1 < blocks ? start[k + 1] : n;
      for (int i = start[k]; i < end; i++) {
        places[i] = value[k] + offset[i];
      }
    }
    return places;
  }
}
