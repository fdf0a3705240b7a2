package io.argobuild.core.manifest.yaml;

/**
 * What a text may cost.
 *
 * @param bytes of one file
 * @param depth of nested lists and maps
 * @param nodes values of one document, after aliases are expanded
 * @param documents of one file
 */
public record Limits(long bytes, int depth, int nodes, int documents) {
  public static final Limits DEFAULT = new Limits(20L << 20, 500, 2_000_000, 10_000);

  void checkDepth(int open, Mark mark) {
    if (open > depth) {
      throw YamlFault.ofLimit(
          "MANIFEST_TOO_DEEP", "lists and maps are nested more than " + depth + " deep", mark);
    }
  }

  void checkNodes(long count, Mark mark) {
    if (count > nodes) {
      throw YamlFault.ofLimit(
          "MANIFEST_TOO_MANY_VALUES",
          "the document holds more than " + nodes + " values, counting each use of an alias",
          mark);
    }
  }
}
