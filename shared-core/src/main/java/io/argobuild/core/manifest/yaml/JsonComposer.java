package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Makes the same tree of a JSON text; its numbers and words mean the same in YAML. */
final class JsonComposer {
  private final Limits limits;
  private final Deque<YamlNode> open = new ArrayDeque<>();
  private int nodes;

  private JsonComposer(Limits limits) {
    this.limits = limits;
  }

  /** The tree, or null if the text is not one JSON value and nothing else. */
  static @Nullable YamlNode compose(String text, Limits limits) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth() + 1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(text)) {
      return new JsonComposer(limits).compose(parser);
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
  }

  private @Nullable YamlNode compose(JsonParser parser) throws IOException {
    YamlNode root = null;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
        open.pop();
        continue;
      }
      YamlNode node = node(parser, token);
      YamlNode parent = open.peek();
      if (parent != null) {
        parent.children().add(node);
      } else if (root == null) {
        root = node;
      } else {
        return null;
      }
      if (node.kind() != YamlNode.Kind.SCALAR) {
        open.push(node);
        limits.checkDepth(open.size(), node.mark());
      }
    }
    return root;
  }

  private YamlNode node(JsonParser parser, JsonToken token) throws IOException {
    JsonLocation location = parser.currentTokenLocation();
    Mark mark =
        new Mark(
            (int) location.getCharOffset(), location.getLineNr() - 1, location.getColumnNr() - 1);
    limits.checkNodes(++nodes, mark);
    return switch (token) {
      case START_OBJECT -> YamlNode.collection(YamlNode.Kind.MAPPING, mark);
      case START_ARRAY -> YamlNode.collection(YamlNode.Kind.SEQUENCE, mark);
      case FIELD_NAME, VALUE_STRING -> YamlNode.scalar(mark, parser.getText(), "", false);
      default -> YamlNode.scalar(mark, parser.getText(), "", true);
    };
  }
}
