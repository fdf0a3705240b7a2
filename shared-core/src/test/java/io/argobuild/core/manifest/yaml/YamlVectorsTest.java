package io.argobuild.core.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every text gives the value or the error, word for word, that Go's libraries give. */
class YamlVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Limits NONE =
      new Limits(Limits.DEFAULT.bytes(), Integer.MAX_VALUE, Integer.MAX_VALUE, 1_000);
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return Double.compare(a.doubleValue(), b.doubleValue()) == 0
              ? 0
              : a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  @TestFactory
  Stream<DynamicNode> readsAsGoDoes() {
    return VectorFile.of("yaml").tests(595, 130, 100, YamlVectorsTest::check);
  }

  private static @Nullable String check(Vector vector) {
    if (vector.mode().equals("documents")) {
      assertSame(documents(vector.input()), vector.expect());
      return null;
    }
    Duplicates duplicates =
        vector.mode().equals("strict") ? Duplicates.REFUSED : Duplicates.LAST_WINS;
    YamlResult result = new YamlReader(NONE, duplicates).readPiece(vector.input(), "vector");
    if (vector.isError()) {
      assertThat(result).isInstanceOf(YamlResult.Refused.class);
      return ((YamlResult.Refused) result).problem().message();
    }
    assertThat(result).isInstanceOf(YamlResult.Read.class);
    assertSame(((YamlResult.Read) result).document().value(), vector.expect());
    return null;
  }

  private static void assertSame(JsonNode actual, JsonNode expected) {
    assertThat(actual.equals(BY_VALUE, expected)).as("%s is %s", actual, expected).isTrue();
  }

  private static JsonNode documents(String text) {
    ArrayNode all = JSON.createArrayNode();
    for (YamlResult result : new YamlReader(NONE, Duplicates.LAST_WINS).readEach(text, "vector")) {
      if (result instanceof YamlResult.Read read) {
        all.add(read.document().value());
      } else {
        String message = ((YamlResult.Refused) result).problem().message();
        all.add(JSON.createObjectNode().put("error", message));
      }
    }
    return all;
  }
}
