package io.argobuild.core.expression.jq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that is not written in jq. */
@FunctionalInterface
interface Native {

  /** The result; {@link JqError} when it cannot be applied. */
  @Nullable Object call(Machine m, @Nullable Object input, List<@Nullable Object> arguments);

  /** What {@link EachNode} iterates over besides lists and objects. */
  interface Source {
    boolean hasNext();

    @Nullable Object next();
  }
}
