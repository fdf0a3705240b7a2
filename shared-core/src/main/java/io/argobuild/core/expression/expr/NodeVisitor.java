package io.argobuild.core.expression.expr;

/** One method for each kind of node, so that none can be forgotten. */
interface NodeVisitor<R> {
  R literal(Literal node);

  R identifier(Leaf.Identifier node);

  R pointer(Leaf.Pointer node);

  R unary(Operation.Unary node);

  R binary(Operation.Binary node);

  R chain(Access.Chain node);

  R member(Access.Member node);

  R slice(Access.Slice node);

  R call(Access.Call node);

  R builtin(Access.Builtin node);

  R predicate(Access.Predicate node);

  R let(Block.Let node);

  R sequence(Block.Sequence node);

  R conditional(Block.Conditional node);

  R array(Block.ArrayLiteral node);

  R map(Block.MapLiteral node);

  R pair(Block.Pair node);
}
