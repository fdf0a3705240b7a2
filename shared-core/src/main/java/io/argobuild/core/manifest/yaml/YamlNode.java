package io.argobuild.core.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as written: a mapping's children are its keys and values in turn, an alias has the node it
 * stands for as its target.
 */
final class YamlNode {
  enum Kind {
    SCALAR,
    SEQUENCE,
    MAPPING,
    ALIAS
  }

  private static final String MERGE_TAG = TagDirectives.YAML_PREFIX + "merge";

  private final Kind kind;
  private final Mark mark;
  private final String value;
  private final String tag;
  private final boolean implicit;
  private final List<YamlNode> children;
  private final @Nullable YamlNode target;

  private YamlNode(
      Kind kind, Mark mark, String value, String tag, boolean implicit, @Nullable YamlNode target) {
    this.kind = kind;
    this.mark = mark;
    this.value = value;
    this.tag = tag;
    this.implicit = implicit;
    this.target = target;
    this.children = kind == Kind.SEQUENCE || kind == Kind.MAPPING ? new ArrayList<>(4) : List.of();
  }

  static YamlNode scalar(Mark mark, String value, String tag, boolean implicit) {
    return new YamlNode(Kind.SCALAR, mark, value, tag, implicit, null);
  }

  static YamlNode collection(Kind kind, Mark mark) {
    return new YamlNode(kind, mark, "", "", false, null);
  }

  static YamlNode alias(Mark mark, String anchor, YamlNode target) {
    return new YamlNode(Kind.ALIAS, mark, anchor, "", false, target);
  }

  Kind kind() {
    return kind;
  }

  Mark mark() {
    return mark;
  }

  String value() {
    return value;
  }

  String tag() {
    return tag;
  }

  boolean implicit() {
    return implicit;
  }

  List<YamlNode> children() {
    return children;
  }

  /** The node itself, or what it is an alias of. */
  YamlNode resolved() {
    return target == null ? this : target;
  }

  boolean isMergeKey() {
    return kind == Kind.SCALAR && value.equals("<<") && (implicit || tag.equals(MERGE_TAG));
  }
}
