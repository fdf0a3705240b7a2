package io.argobuild.core.manifest.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value, shown as Kubernetes shows it: {@code spec.templates[0].name}, {@code
 * metadata.labels[example.com/a]}.
 *
 * @param parent null for the root only
 * @param name of a field; empty for an item and for the root
 * @param index of an item; -1 for a field and for the root
 */
public record FieldPath(@Nullable FieldPath parent, String name, int index) {
  public static final FieldPath ROOT = new FieldPath(null, "", -1);

  public FieldPath field(String fieldName) {
    return new FieldPath(this, fieldName, -1);
  }

  public FieldPath item(int itemIndex) {
    return new FieldPath(this, "", itemIndex);
  }

  /** This path, then another. */
  public FieldPath append(FieldPath other) {
    FieldPath path = this;
    for (FieldPath step : other.steps()) {
      path = new FieldPath(path, step.name, step.index);
    }
    return path;
  }

  public boolean isItem() {
    return index >= 0;
  }

  /** All steps from the root's child down. */
  public List<FieldPath> steps() {
    Deque<FieldPath> steps = new ArrayDeque<>();
    for (FieldPath at = this; at.parent != null; at = at.parent) {
      steps.addFirst(at);
    }
    return List.copyOf(steps);
  }

  /** Reads what {@link #toString} gives. */
  public static FieldPath parse(String text) {
    FieldPath path = ROOT;
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '[') {
        int end = text.indexOf(']', at);
        String inside = text.substring(at + 1, end < 0 ? text.length() : end);
        boolean number =
            !inside.isEmpty()
                && inside.length() < 10
                && inside.chars().allMatch(c -> c >= '0' && c <= '9');
        path = number ? path.item(Integer.parseInt(inside)) : path.field(inside);
        at = end < 0 ? text.length() : end + 1;
      } else {
        int start = text.charAt(at) == '.' ? at + 1 : at;
        int end = start;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        path = path.field(text.substring(start, end));
        at = end;
      }
    }
    return path;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (FieldPath step : steps()) {
      if (step.isItem()) {
        text.append('[').append(step.index).append(']');
      } else if (step.name.indexOf('.') >= 0 || step.name.indexOf('[') >= 0) {
        text.append('[').append(step.name).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.name);
      }
    }
    return text.toString();
  }
}
