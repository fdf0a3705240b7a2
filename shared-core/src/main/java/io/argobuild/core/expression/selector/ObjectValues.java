package io.argobuild.core.expression.selector;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoFloat;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of an object by dotted path, as text: what gjson 1.18 gives for paths that are label
 * keys. In arrays the parts are positions.
 */
public record ObjectValues(JsonNode object) implements Function<String, @Nullable String> {

  /** The text of what stands at the path, empty for null; null when nothing stands there. */
  @Override
  public @Nullable String apply(String path) {
    JsonNode at = object;
    for (String part : path.split("\\.", -1)) {
      JsonNode next = at.isArray() ? element(at, part) : at.get(part);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return text(at);
  }

  private static @Nullable JsonNode element(JsonNode array, String part) {
    boolean position =
        !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    return position ? array.get(Integer.parseInt(part)) : null;
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isFloatingPointNumber()) {
      // Without an exponent, however large.
      double number = value.doubleValue();
      return Double.isFinite(number)
          ? new BigDecimal(GoFloat.print(number)).toPlainString()
          : GoFloat.print(number);
    }
    return value.toString();
  }
}
