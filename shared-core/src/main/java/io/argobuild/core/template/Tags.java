package io.argobuild.core.template;

import io.argobuild.core.expression.golang.GoQuote;
import java.util.ArrayList;
import java.util.List;

/** Finds the tags of a text: from each <code>{{</code> to the next <code>}}</code>. */
public final class Tags {
  static final String OPEN = "{{";
  static final String CLOSE = "}}";

  private Tags() {}

  /**
   * A tag and the text before it.
   *
   * @param before plain text between the last tag and this one
   * @param content what stands between the braces, for an expression without its {@code =}
   */
  public record Tag(String before, String content, boolean isExpression) {
    /** The name that a simple tag asks for. */
    public String name() {
      return JsonText.trim(content);
    }
  }

  /**
   * A text in pieces.
   *
   * @param rest plain text after the last tag
   */
  public record Pieces(List<Tag> tags, String rest) {}

  /** Whether there is anything to replace. */
  public static boolean mayHave(String text) {
    return text.contains(OPEN);
  }

  /** Cuts a text; the error for a tag that is not closed is the one of valyala/fasttemplate. */
  public static Pieces parse(String text) {
    List<Tag> tags = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
      int start = open + OPEN.length();
      int close = text.indexOf(CLOSE, start);
      if (close < 0) {
        throw new SubstitutionException(
            SubstitutionException.Stage.TOKENISE,
            "Cannot find end tag=\"}}\" in the template="
                + GoQuote.quote(text)
                + " starting from "
                + GoQuote.quote(text.substring(start)));
      }
      boolean expression = text.startsWith("=", start);
      String content = text.substring(expression ? start + 1 : start, close);
      tags.add(new Tag(text.substring(from, open), content, expression));
      from = close + CLOSE.length();
    }
    return new Pieces(tags, text.substring(from));
  }
}
