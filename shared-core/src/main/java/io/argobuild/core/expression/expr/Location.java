package io.argobuild.core.expression.expr;

/**
 * Where something is in the source.
 *
 * @param from index of its first character, from 0
 */
public record Location(int from) {
  /** Nodes that the compiler makes have no place of their own; errors show the start. */
  public static final Location NONE = new Location(0);
}
