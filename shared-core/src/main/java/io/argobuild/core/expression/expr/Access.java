package io.argobuild.core.expression.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Nodes that reach into values or call functions. */
final class Access {
  private Access() {}

  /** Where {@code ?.} ends up when it finds nil. */
  static final class Chain extends Node {
    private Node body;

    Chain(Location at, Node body) {
      super(at, Arrays.asList(body));
      this.body = body;
    }

    Node body() {
      return body;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.chain(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      body = change.apply(body);
    }
  }

  /** {@code base.name}, {@code base[index]} and both with {@code ?.}. */
  static final class Member extends Node {
    private Node base;
    private Node property;
    private final boolean optional;
    private final boolean method;

    Member(Location at, Node base, Node property, boolean optional, boolean method) {
      super(at, Arrays.asList(base, property));
      this.base = base;
      this.property = property;
      this.optional = optional;
      this.method = method;
    }

    Node base() {
      return base;
    }

    Node property() {
      return property;
    }

    boolean optional() {
      return optional;
    }

    /** Whether it is called. */
    boolean method() {
      return method;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.member(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      base = change.apply(base);
      property = change.apply(property);
    }
  }

  /** {@code base[from:to]}. */
  static final class Slice extends Node {
    private Node base;
    private @Nullable Node from;
    private @Nullable Node to;

    Slice(Location at, Node base, @Nullable Node from, @Nullable Node to) {
      super(at, Arrays.asList(base, from, to));
      this.base = base;
      this.from = from;
      this.to = to;
    }

    Node base() {
      return base;
    }

    @Nullable Node from() {
      return from;
    }

    @Nullable Node to() {
      return to;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.slice(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      base = change.apply(base);
      Node first = from;
      Node last = to;
      from = first == null ? null : change.apply(first);
      to = last == null ? null : change.apply(last);
    }
  }

  /** A call of a function of the environment, or of a method. */
  static final class Call extends Node {
    private Node callee;
    private final List<Node> arguments;

    Call(Location at, Node callee, List<Node> arguments) {
      super(at, with(callee, arguments));
      this.callee = callee;
      this.arguments = new ArrayList<>(arguments);
    }

    private static List<@Nullable Node> with(Node callee, List<Node> arguments) {
      List<@Nullable Node> all = new ArrayList<>(arguments);
      all.add(callee);
      return all;
    }

    Node callee() {
      return callee;
    }

    List<Node> arguments() {
      return arguments;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.call(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      callee = change.apply(callee);
      arguments.replaceAll(change);
    }
  }

  /** A call of one of expr's own functions. */
  static final class Builtin extends Node {
    private final String name;
    private final List<Node> arguments;
    private @Nullable Node mapped;
    private boolean throwing;
    private long threshold;

    Builtin(Location at, String name, List<Node> arguments) {
      super(at, new ArrayList<>(arguments));
      this.name = name;
      this.arguments = new ArrayList<>(arguments);
    }

    String name() {
      return name;
    }

    List<Node> arguments() {
      return arguments;
    }

    boolean is(String wanted, int size) {
      return name.equals(wanted) && arguments.size() == size;
    }

    /** What a filter makes of each element it keeps; null to keep it as it is. */
    @Nullable Node mapped() {
      return mapped;
    }

    void mapped(@Nullable Node node) {
      this.mapped = node;
    }

    /** Whether a find fails when it finds nothing. */
    boolean throwing() {
      return throwing;
    }

    void throwing(boolean value) {
      this.throwing = value;
    }

    /** Where a count may stop; 0 for never. */
    long threshold() {
      return threshold;
    }

    void threshold(long value) {
      this.threshold = value;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.builtin(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      arguments.replaceAll(change);
    }
  }

  /** The body of a closure. */
  static final class Predicate extends Node {
    private Node body;

    Predicate(Location at, Node body) {
      super(at, Arrays.asList(body));
      this.body = body;
    }

    Node body() {
      return body;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.predicate(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      body = change.apply(body);
    }
  }
}
