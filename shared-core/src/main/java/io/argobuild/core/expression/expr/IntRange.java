package io.argobuild.core.expression.expr;

import java.util.AbstractList;
import java.util.Objects;

/** Consecutive integers that take no memory. */
final class IntRange extends AbstractList<Object> {
  private final long from;
  private final int size;

  IntRange(long from, int size) {
    this.from = from;
    this.size = size;
  }

  @Override
  public Object get(int index) {
    return from + Objects.checkIndex(index, size);
  }

  @Override
  public int size() {
    return size;
  }
}
