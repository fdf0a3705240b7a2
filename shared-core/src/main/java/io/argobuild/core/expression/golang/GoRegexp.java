package io.argobuild.core.expression.golang;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.LongConsumer;

/** Go's regular expressions: matching takes time proportional to the text. */
public final class GoRegexp {
  /** The parser takes memory by the square of it. */
  private static final int MAX_LENGTH = 4_000;

  /** Instructions that are followed at one character in about the time of one step. */
  private static final int INSTRUCTIONS_PER_STEP = 32;

  private GoRegexp() {}

  /** {@code regexp.Compile}; {@link GoError} with Go's text when it is malformed or too large. */
  public static Pattern compile(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new GoError("error parsing regexp: expression too large");
    }
    RegexSize.check(pattern);
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
    return matcher(pattern, text, meter::work).find();
  }

  /**
   * Searches in a text.
   *
   * @param work told how many steps the search has taken again, about one for each character looked
   *     at; ends the search by what it throws. A search for all matches may look at the rest of the
   *     text for each of them.
   */
  public static Matcher matcher(Pattern pattern, String text, LongConsumer work) {
    int weight = 1 + pattern.programSize() / INSTRUCTIONS_PER_STEP;
    return pattern.matcher(new MeteredText(text, weight, work));
  }
}
