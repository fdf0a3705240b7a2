package io.argobuild.core.expression.jsonpath;

import java.util.List;

/** A part of a kubectl template. */
sealed interface KubectlNode {

  /** Text between the braces, or a quoted text inside them. */
  record Text(String text) implements KubectlNode {}

  /** What stands in one pair of braces: each node works on the results of the one before. */
  record Group(List<KubectlNode> nodes) implements KubectlNode {}

  /** A number or a boolean, which takes the place of each value. */
  record Constant(Object value) implements KubectlNode {}

  /** {@code range}, {@code end}, or a word that means nothing. */
  record Identifier(String name) implements KubectlNode {}

  record Field(String name) implements KubectlNode {}

  record Wildcard() implements KubectlNode {}

  record Recursive() implements KubectlNode {}

  /** {@code [start:end:step]} or {@code [index]}, whose end is derived from its start. */
  record Slice(Bound start, Bound end, Bound step) implements KubectlNode {}

  record Union(List<Group> groups) implements KubectlNode {}

  /** {@code [?(left operator right)]}; the operator {@code exists} has no right side. */
  record Filter(Group left, Group right, String operator) implements KubectlNode {}

  record Bound(boolean known, long value, boolean derived) {
    static final Bound UNKNOWN = new Bound(false, 0, false);
  }
}
