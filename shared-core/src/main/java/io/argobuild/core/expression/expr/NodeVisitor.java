package io.argobuild.core.expression.expr;

import org.jspecify.annotations.Nullable;

/** One method for each kind of node, so that none can be forgotten. */
interface NodeVisitor<R> {
  @Nullable R literal(Literal node);

  @Nullable R identifier(Leaf.Identifier node);

  @Nullable R pointer(Leaf.Pointer node);

  @Nullable R unary(Operation.Unary node);

  @Nullable R binary(Operation.Binary node);

  @Nullable R chain(Access.Chain node);

  @Nullable R member(Access.Member node);

  @Nullable R slice(Access.Slice node);

  @Nullable R call(Access.Call node);

  @Nullable R builtin(Access.Builtin node);

  @Nullable R predicate(Access.Predicate node);

  @Nullable R let(Block.Let node);

  @Nullable R sequence(Block.Sequence node);

  @Nullable R conditional(Block.Conditional node);

  @Nullable R array(Block.ArrayLiteral node);

  @Nullable R map(Block.MapLiteral node);

  @Nullable R pair(Block.Pair node);
}
