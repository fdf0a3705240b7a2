package io.argobuild.core.expression.regex;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoRegexp;

/**
 * Compiles regular expressions that stay small. Counted repetitions are written out when one is
 * compiled, so that {@code ((a{1000}){1000}){1000}} would fill the memory; Go refuses it, re2j does
 * not.
 */
public final class BoundedRegex {
  private BoundedRegex() {}

  /**
   * {@code regexp.Compile}; {@link GoError} with Go's text when the expression is malformed or too
   * large.
   */
  public static Pattern compile(String expression) {
    // What is malformed must be told first, in Go's words, unless compiling it is the danger.
    RegexSize.check(expression);
    return GoRegexp.compile(expression);
  }

  /** Steps that a search may take, about one for each instruction and character. */
  public static long effort(Pattern pattern, int characters) {
    return (long) characters * (1 + pattern.programSize() / 8);
  }
}
