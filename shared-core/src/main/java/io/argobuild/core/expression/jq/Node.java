package io.argobuild.core.expression.jq;

/** A compiled part of a filter. */
abstract class Node {

  /**
   * Does one step with the machine's current value, and leaves the machine with a node to go on
   * with, a result to hand to the continuation, or back at the last choice.
   */
  abstract void step(Machine m);
}
