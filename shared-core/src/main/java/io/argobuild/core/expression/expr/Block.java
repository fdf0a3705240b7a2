package io.argobuild.core.expression.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Nodes that put others together. */
final class Block {
  private Block() {}

  /** {@code let name = value; body}. */
  static final class Let extends Node {
    private final String name;
    private Node value;
    private Node body;

    Let(Location at, String name, Node value, Node body) {
      super(at, Arrays.asList(value, body));
      this.name = name;
      this.value = value;
      this.body = body;
    }

    String name() {
      return name;
    }

    Node value() {
      return value;
    }

    Node body() {
      return body;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.let(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      value = change.apply(value);
      body = change.apply(body);
    }
  }

  /** {@code a; b}. */
  static final class Sequence extends Node {
    private final List<Node> nodes;

    Sequence(Location at, List<Node> nodes) {
      super(at, new ArrayList<>(nodes));
      this.nodes = new ArrayList<>(nodes);
    }

    List<Node> nodes() {
      return nodes;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.sequence(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      nodes.replaceAll(change);
    }
  }

  /** {@code c ? a : b} and {@code if c {a} else {b}}. */
  static final class Conditional extends Node {
    private Node condition;
    private Node yes;
    private Node no;

    Conditional(Location at, Node condition, Node yes, Node no) {
      super(at, Arrays.asList(condition, yes, no));
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    Node condition() {
      return condition;
    }

    Node yes() {
      return yes;
    }

    Node no() {
      return no;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.conditional(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      condition = change.apply(condition);
      yes = change.apply(yes);
      no = change.apply(no);
    }
  }

  /** {@code [a, b]}. */
  static final class ArrayLiteral extends Node {
    private final List<Node> nodes;

    ArrayLiteral(Location at, List<Node> nodes) {
      super(at, new ArrayList<>(nodes));
      this.nodes = new ArrayList<>(nodes);
    }

    List<Node> nodes() {
      return nodes;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.array(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      nodes.replaceAll(change);
    }
  }

  /** {@code {a: b}}. */
  static final class MapLiteral extends Node {
    private final List<Node> pairs;

    MapLiteral(Location at, List<Node> pairs) {
      super(at, new ArrayList<>(pairs));
      this.pairs = new ArrayList<>(pairs);
    }

    /** All of them are {@link Pair}s. */
    List<Node> pairs() {
      return pairs;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.map(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      pairs.replaceAll(change);
    }
  }

  /** A key and its value. */
  static final class Pair extends Node {
    private Node key;
    private Node value;

    Pair(Location at, Node key, Node value) {
      super(at, Arrays.asList(key, value));
      this.key = key;
      this.value = value;
    }

    Node key() {
      return key;
    }

    Node value() {
      return value;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.pair(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      key = change.apply(key);
      value = change.apply(value);
    }
  }
}
