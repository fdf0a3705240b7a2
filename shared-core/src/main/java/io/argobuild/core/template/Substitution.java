package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.template.SubstitutionException.Stage;
import io.argobuild.core.template.Tags.Pieces;
import io.argobuild.core.template.Tags.Tag;
import org.jspecify.annotations.Nullable;

/** Replaces the tags in the JSON text of an object, as Argo 4.1.2 does. */
public final class Substitution {
  /** Characters of one object before or after; values can hold tags and so grow in each pass. */
  public static final int MAX_LENGTH = 1 << 24;

  /** In one object. */
  public static final int MAX_TAGS = 100_000;

  private static final String INVALID_INPUT = "cannot do template replacements with invalid JSON";
  private static final String INVALID_OUTPUT =
      "cannot finish template replacement because the result was invalid JSON";

  private final Variables variables;
  private final Mode mode;
  private final ExpressionTags expressions;
  private long length;
  private int tags;

  Substitution(Variables variables, Mode mode) {
    this.variables = variables;
    this.mode = mode;
    this.expressions = new ExpressionTags(variables, mode);
  }

  /** The JSON text with its tags replaced; throws {@link SubstitutionException}. */
  public static String replace(String json, Variables variables, Mode mode) {
    if (!JsonSyntax.isValid(json)) {
      throw new SubstitutionException(Stage.INPUT, INVALID_INPUT);
    }
    return replaceValid(json, variables, mode);
  }

  static String replaceValid(String json, Variables variables, Mode mode) {
    if (!Tags.mayHave(json)) {
      return json;
    }
    return checked(new Substitution(variables, mode).text(json));
  }

  static String checked(String replaced) {
    if (!JsonSyntax.isValid(replaced)) {
      throw new SubstitutionException(Stage.OUTPUT, INVALID_OUTPUT);
    }
    return replaced;
  }

  /**
   * The tree with its tags replaced, also those in names of fields. What has no tag is shared with
   * the tree given, which is not changed.
   */
  public static JsonNode replace(JsonNode tree, Variables variables, Mode mode) {
    return TreeSubstitution.replace(tree, variables, mode);
  }

  /** Replaces the tags of JSON text; the result may be invalid. */
  String text(String json) {
    Pieces pieces = Tags.parse(json);
    if (pieces.tags().isEmpty()) {
      count(json.length());
      return json;
    }
    tags += pieces.tags().size();
    if (tags > MAX_TAGS) {
      throw new SubstitutionException(Stage.LIMIT, "more than " + MAX_TAGS + " tags");
    }
    StringBuilder out = new StringBuilder(json.length() + 64);
    for (Tag tag : pieces.tags()) {
      String value = tag.isExpression() ? expressions.value(tag.content()) : simple(tag);
      count(tag.before().length() + (long) value.length());
      out.append(tag.before()).append(value);
    }
    count(pieces.rest().length());
    return out.append(pieces.rest()).toString();
  }

  private void count(long characters) {
    length += characters;
    if (length > MAX_LENGTH) {
      throw new SubstitutionException(
          Stage.LIMIT, "more than " + MAX_LENGTH + " characters after replacing the tags");
    }
  }

  private String simple(Tag tag) {
    String name = tag.name();
    if (variables.contains(name)) {
      return known(tag, name);
    }
    String nested = nested(tag.content());
    if (nested != null) {
      return nested;
    }
    boolean laterResolved = mode != Mode.STRICT && name.contains(".outputs.artifacts.");
    if (mode.demands(name) && !laterResolved) {
      throw failure("failed to resolve {{" + tag.content() + "}}");
    }
    return Tags.OPEN + tag.content() + Tags.CLOSE;
  }

  private String known(Tag tag, String name) {
    if (variables.isAbsent(name)) {
      throw failure(
          "unable to substitute {{"
              + tag.content()
              + "}}: output is an absent optional (skipped/omitted node with no default)");
    }
    return variables
        .text(name)
        .map(JsonText::quoted)
        .orElseThrow(() -> failure("failed to resolve {{" + tag.content() + "}} to string"));
  }

  /** A tag in a tag: the inner one is replaced, the outer one waits for the next pass. */
  private @Nullable String nested(String content) {
    int inner = content.lastIndexOf(Tags.OPEN);
    if (inner <= 0) {
      return null;
    }
    String name = content.substring(inner + Tags.OPEN.length());
    if (variables.isAbsent(name)) {
      throw failure(
          "unable to substitute nested tag {{"
              + content
              + "}}: "
              + GoQuote.quote(name)
              + " is an absent optional");
    }
    return variables
        .text(name)
        .map(value -> Tags.OPEN + content.substring(0, inner) + JsonText.quoted(value))
        .orElse(null);
  }

  private static SubstitutionException failure(String message) {
    return new SubstitutionException(Stage.SUBSTITUTE, message);
  }
}
