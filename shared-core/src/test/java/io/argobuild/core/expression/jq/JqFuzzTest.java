package io.argobuild.core.expression.jq;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.fuzz.InputFuzzer;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class JqFuzzTest {
  private static final List<Vector> VECTORS = VectorFile.of("jq").cases();
  private static final List<JsonNode> DOCUMENTS =
      VECTORS.stream().map(vector -> vector.fields().path("doc")).distinct().toList();

  @Test
  void brokenFiltersAreRefused() {
    InputFuzzer.of(VECTORS.stream().map(Vector::input).toList(), JqException.class)
        .check(
            "jq",
            filter -> {
              JsonNode document = DOCUMENTS.get(Math.floorMod(filter.hashCode(), DOCUMENTS.size()));
              JqFilter.apply(filter, document, new JqBudget(200_000, 10_000_000));
            });
  }
}
