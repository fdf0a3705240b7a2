package io.argobuild.core.expression.golang;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Go's regular expressions: matching takes time proportional to the text. */
public final class GoRegexp {
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_NESTING = 200;

  private GoRegexp() {}

  /** {@code regexp.Compile}, with Go's error text. */
  public static Pattern compile(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new GoError("error parsing regexp: expression too large");
    }
    int open = 0;
    for (int i = 0; i < pattern.length(); i++) {
      open += pattern.charAt(i) == '(' ? 1 : 0;
    }
    if (open > MAX_NESTING) {
      throw new GoError("error parsing regexp: expression nests too deeply");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      // re2j has no words of its own for a parenthesis too many.
      throw new GoError(
          e.getDescription().equals("regexp/syntax: internal error")
              ? "error parsing regexp: unexpected ): `" + pattern + "`"
              : String.valueOf(e.getMessage()));
    }
  }

  public static boolean matches(Pattern pattern, String text, Meter meter) {
    meter.work(text.length());
    return pattern.matcher(text).find();
  }
}
