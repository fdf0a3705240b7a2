package io.argobuild.core.report.graph;

import java.util.List;

/** Counts how often edges between two layers cross, by a tree of sums: n log n. */
final class Crossings {
  private Crossings() {}

  static long between(List<Vertex> upper, List<Vertex> lower) {
    int size = lower.size() + 1;
    int[] tree = new int[size + 1];
    long sum = 0;
    int seen = 0;
    for (Vertex vertex : upper) {
      int[] ends = vertex.out.stream().mapToInt(below -> below.position).sorted().toArray();
      for (int end : ends) {
        int before = 0;
        for (int i = end + 1; i > 0; i -= i & -i) {
          before += tree[i];
        }
        sum += seen - before;
      }
      for (int end : ends) {
        for (int i = end + 1; i <= size; i += i & -i) {
          tree[i]++;
        }
        seen++;
      }
    }
    return sum;
  }
}
