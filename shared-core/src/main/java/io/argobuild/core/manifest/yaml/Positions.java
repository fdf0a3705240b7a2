package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.problem.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each value of a document stands in its file. What has no position of its own (it came from
 * nowhere, or is missing) has that of the nearest value around it.
 */
public final class Positions {
  private final String file;
  private final int firstLine;
  private final int firstColumn;
  private final @Nullable YamlNode root;

  Positions(String file, int firstLine, int firstColumn, @Nullable YamlNode root) {
    this.file = file;
    this.firstLine = firstLine;
    this.firstColumn = firstColumn;
    this.root = root;
  }

  Positions withRoot(@Nullable YamlNode newRoot) {
    return new Positions(file, firstLine, firstColumn, newRoot);
  }

  /** Positions of what no file holds. */
  public static Positions none(String name) {
    return new Positions(name, 0, 0, null);
  }

  public String file() {
    return file;
  }

  /** Where the value at a path begins. */
  public Place.InFile valueAt(FieldPath path) {
    Found found = find(path);
    return place(found.value, path);
  }

  /** Where the key of the field at a path begins; for an item, where the item begins. */
  public Place.InFile keyAt(FieldPath path) {
    Found found = find(path);
    return place(found.key == null ? found.value : found.key, path);
  }

  Place.InFile place(Mark mark, String path) {
    int column = mark.line() == 0 ? firstColumn + mark.column() : mark.column();
    return new Place.InFile(file, firstLine + mark.line() + 1, column + 1, path);
  }

  private Place.InFile place(@Nullable YamlNode node, FieldPath path) {
    if (node == null) {
      return new Place.InFile(file, 0, 0, path.toString());
    }
    return place(node.mark(), path.toString());
  }

  private record Found(@Nullable YamlNode key, @Nullable YamlNode value) {}

  private Found find(FieldPath path) {
    Found found = new Found(null, root);
    for (FieldPath step : path.steps()) {
      YamlNode node = found.value;
      Found child = node == null ? null : child(node.resolved(), step, 0);
      if (child == null) {
        return found;
      }
      found = child;
    }
    return found;
  }

  private static @Nullable Found child(YamlNode node, FieldPath step, int mergeDepth) {
    List<YamlNode> children = node.children();
    if (step.isItem()) {
      boolean present = node.kind() == YamlNode.Kind.SEQUENCE && step.index() < children.size();
      return present ? new Found(null, children.get(step.index())) : null;
    }
    if (node.kind() != YamlNode.Kind.MAPPING) {
      return null;
    }
    for (int i = children.size() - 2; i >= 0; i -= 2) {
      YamlNode key = children.get(i);
      if (key.isMergeKey()) {
        Found merged = mergedChild(children.get(i + 1), step, mergeDepth);
        if (merged != null) {
          return merged;
        }
      } else if (step.name().equals(textOf(key))) {
        return new Found(key, children.get(i + 1));
      }
    }
    return null;
  }

  private static @Nullable Found mergedChild(YamlNode value, FieldPath step, int mergeDepth) {
    if (mergeDepth > 20) {
      return null;
    }
    if (value.kind() != YamlNode.Kind.SEQUENCE) {
      return child(value.resolved(), step, mergeDepth + 1);
    }
    for (YamlNode item : value.children()) {
      Found found = child(item.resolved(), step, mergeDepth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String textOf(YamlNode key) {
    YamlNode node = key.resolved();
    if (node.kind() != YamlNode.Kind.SCALAR) {
      return null;
    }
    JsonNode value = Scalars.resolve(node);
    return Scalars.keyText(value);
  }
}
