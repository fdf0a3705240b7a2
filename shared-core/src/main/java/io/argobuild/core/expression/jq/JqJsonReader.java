package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJsonReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code fromjson}: reads JSON as Go's decoder does; numbers are kept as written. */
record JqJsonReader(JqBudget budget) implements GoJsonReader.Values {
  private static final int MAX_NUMERAL = 1000;

  static @Nullable Object read(Machine m, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw JqErrors.cannotApply("fromjson", value);
    }
    m.budget.allocate(text.length());
    GoJsonReader reader = GoJsonReader.decoder(text, new JqJsonReader(m.budget));
    if (!reader.hasMore()) {
      throw JqErrors.failed("fromjson", value, "EOF");
    }
    Object read;
    try {
      read = reader.next();
    } catch (GoError error) {
      throw JqErrors.failed("fromjson", value, error.text());
    }
    if (reader.hasMore()) {
      throw JqErrors.cannotApply("fromjson", value);
    }
    return read;
  }

  @Override
  public void begin(int depth) {
    JqBudget.nesting(depth);
    budget.work(1);
  }

  @Override
  public Object number(String numeral) {
    // What is read again and again must not be long.
    return numeral.length() > MAX_NUMERAL ? JqNumbers.parse(numeral) : new NumberText(numeral);
  }

  @Override
  public void element() {
    budget.allocate(6L * JqBudget.ELEMENT_BYTES);
  }

  @Override
  public void member() {
    budget.allocate(JqBudget.ENTRY_BYTES);
  }

  @Override
  @SuppressWarnings("NullAway") // Maps of jq's values hold null.
  public Map<String, Object> object() {
    return JqValues.newMap();
  }
}
