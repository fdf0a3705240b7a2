package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.when.WhenCondition;
import io.argobuild.core.expression.when.WhenException;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.yaml.GoNumbers;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The items of {@code withItems}, {@code withParam} and {@code withSequence} (Argo 4.1.2). */
public final class LoopItems {
  /** Rounds of one loop, unless another limit is given; Argo has none. */
  public static final int DEFAULT_MAX_ITEMS = 100_000;

  /** Characters of all items together. */
  private static final int MAX_LENGTH = 1 << 24;

  private final int maxItems;
  private final List<LoopItem> items = new ArrayList<>();
  private long length;

  private LoopItems(int maxItems) {
    this.maxItems = maxItems;
  }

  /**
   * The items of a loop whose tags are replaced; empty when the step or task is to be skipped.
   * Throws {@link ProblemException} with Argo's message, unless the condition of the loop is false
   * without knowing the items: then there are none.
   *
   * @param loop one that {@link Invocation#isLoop()}
   */
  public static List<LoopItem> of(Invocation loop, int maxItems) {
    LoopItems items = new LoopItems(maxItems);
    try {
      items.read(loop.raw());
    } catch (ProblemException e) {
      if (e.problem().code().equals(INVALID) && isNeverRun(loop.when())) {
        return List.of();
      }
      throw e;
    }
    return List.copyOf(items.items);
  }

  private static final String INVALID = "LOOP_INVALID";

  /** Whether a condition is false before the items are known. */
  static boolean isNeverRun(String when) {
    try {
      return !WhenCondition.evaluate(when);
    } catch (WhenException e) {
      // It may name the item.
      return false;
    }
  }

  private void read(JsonNode loop) {
    JsonNode literal = loop.path("withItems");
    String parameter = Fields.textOrEmpty(loop, "withParam");
    if (literal.isArray() && !literal.isEmpty()) {
      for (JsonNode item : literal) {
        add(JsonOutput.sortedText(item));
      }
    } else if (!parameter.isEmpty()) {
      parameter(parameter);
    } else {
      sequence(loop.path("withSequence"));
    }
  }

  private void parameter(String text) {
    String reason = notAList(text);
    if (!reason.isEmpty()) {
      throw invalid(
          "withParam value could not be parsed as a JSON list: "
              + JsonText.trim(text)
              + ": "
              + reason);
    }
    String list = text.strip();
    if (list.startsWith("[")) {
      RawJson.elements(list).forEach(this::add);
    }
  }

  /** Go's words; empty for a list and for null, which is an empty one. */
  private static String notAList(String text) {
    String error = JsonSyntax.error(text);
    if (!error.isEmpty()) {
      return error;
    }
    String kind =
        switch (text.strip().charAt(0)) {
          case '[', 'n' -> "";
          case '{' -> "object";
          case '"' -> "string";
          case 't', 'f' -> "bool";
          default -> "number";
        };
    return kind.isEmpty()
        ? ""
        : "json: cannot unmarshal " + kind + " into Go value of type []v1alpha1.Item";
  }

  private void sequence(JsonNode sequence) {
    long start = integer(sequence, "start", 0);
    long end;
    if (sequence.hasNonNull("end")) {
      end = integer(sequence, "end", 0);
    } else if (sequence.hasNonNull("count")) {
      long count = integer(sequence, "count", 0);
      if (count == 0) {
        return;
      }
      end = start + count - 1;
    } else {
      throw invalid("neither end nor count was specified in withSequence");
    }
    BigInteger distance = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start)).abs();
    if (distance.compareTo(BigInteger.valueOf(maxItems)) >= 0) {
      throw tooManyItems();
    }
    String format = Fields.textOrEmpty(sequence, "format");
    for (long i = 0; i <= distance.longValue(); i++) {
      long number = start <= end ? start + i : start - i;
      String json = '"' + formatted(format.isEmpty() ? "%d" : format, number) + '"';
      String error = JsonSyntax.error(json);
      if (!error.isEmpty()) {
        throw invalid(error);
      }
      add(json);
    }
  }

  private static String formatted(String format, long number) {
    try {
      return SequenceFormat.sprintf(format, number);
    } catch (GoError tooLong) {
      throw invalid(tooLong.text());
    }
  }

  private static long integer(JsonNode sequence, String field, long otherwise) {
    JsonNode value = sequence.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    String text = value.isNumber() ? GoNumbers.jsonText(value) : value.asText();
    if (!text.matches("[+-]?[0-9]+")) {
      throw invalid("strconv.Atoi: parsing " + GoQuote.quote(text) + ": invalid syntax");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid("strconv.Atoi: parsing " + GoQuote.quote(text) + ": value out of range");
    }
  }

  private void add(String json) {
    if (items.size() >= maxItems) {
      throw tooManyItems();
    }
    length += json.length();
    if (length > MAX_LENGTH) {
      throw tooLarge("the items of a loop have more than " + MAX_LENGTH + " characters");
    }
    items.add(LoopItem.parse(items.size(), json));
  }

  private ProblemException tooManyItems() {
    return tooLarge("a loop has more than " + maxItems + " items");
  }

  private static ProblemException tooLarge(String message) {
    return new ProblemException(
        new Problem(
            "LOOP_TOO_LARGE",
            ProblemClass.CONFIGURATION,
            message,
            Place.NOWHERE,
            "Split the loop, or allow more items"));
  }

  private static ProblemException invalid(String message) {
    return new ProblemException(
        new Problem(INVALID, ProblemClass.CONFIGURATION, message, Place.NOWHERE, ""));
  }
}
