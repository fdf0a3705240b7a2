package io.argobuild.core.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.argobuild.core.manifest.yaml.YamlWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes manifests of good ones: parts of one stand in the places of another's. */
final class ManifestMaker implements Function<SplittableRandom, String> {
  private static final int MAX_CHANGES = 6;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> ODD =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.numberNode(-1),
          JSON.numberNode(new BigInteger("99999999999999999999")),
          JSON.numberNode(0.1),
          JSON.arrayNode(),
          JSON.objectNode(),
          JSON.arrayNode().add(JSON.arrayNode().add(1)),
          JSON.textNode(""),
          JSON.textNode("{{"),
          JSON.textNode("{{item}}"),
          JSON.textNode("{{=sprig.trim(inputs.parameters.x}}"),
          JSON.textNode("{{inputs.parameters.{{item}}}}"),
          JSON.textNode("{{steps.a.outputs.result}}"),
          JSON.textNode("{{tasks.A.outputs.parameters.x}}"),
          JSON.textNode("A && (B.AnySucceeded || !C.Failed"),
          JSON.textNode("\"{{workflow.status}}\" == Succeeded"),
          JSON.textNode("a\u0001\ud800"));

  private final List<ObjectNode> manifests;

  /** What stands under a name anywhere. */
  private final Map<String, List<JsonNode>> byField = new TreeMap<>();

  private final List<JsonNode> values = new ArrayList<>();
  private final List<String> fields;

  ManifestMaker(List<ObjectNode> manifests) {
    this.manifests = List.copyOf(manifests);
    manifests.forEach(this::collect);
    this.fields = List.copyOf(byField.keySet());
  }

  private void collect(JsonNode node) {
    values.add(node);
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry ->
                  byField
                      .computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                      .add(entry.getValue()));
    }
    node.forEach(this::collect);
  }

  private static <T> T one(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  @Override
  public String apply(SplittableRandom random) {
    ObjectNode manifest = one(manifests, random).deepCopy();
    for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
      List<JsonNode> places = new ArrayList<>();
      places(manifest, places);
      change(one(places, random), random);
    }
    return random.nextInt(5) == 0 ? manifest.toString() : YamlWriter.write(manifest);
  }

  /** The objects and lists that have something to change; the manifest itself is one. */
  private static void places(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> places(child, places));
    }
  }

  private void change(JsonNode place, SplittableRandom random) {
    if (place instanceof ArrayNode list) {
      change(list, random);
    } else if (place instanceof ObjectNode object) {
      change(object, random);
    }
  }

  private void change(ArrayNode list, SplittableRandom random) {
    if (list.isEmpty() || random.nextInt(4) == 0) {
      list.add(other(random));
      return;
    }
    int at = random.nextInt(list.size());
    switch (random.nextInt(3)) {
      case 0 -> list.remove(at);
      case 1 -> list.add(list.get(at).deepCopy());
      default -> list.set(at, other(random));
    }
  }

  private void change(ObjectNode object, SplittableRandom random) {
    if (object.isEmpty() || random.nextInt(4) == 0) {
      String field = one(fields, random);
      object.set(field, likely(field, random));
      return;
    }
    String field = one(object.propertyStream().map(Map.Entry::getKey).toList(), random);
    switch (random.nextInt(4)) {
      case 0 -> object.remove(field);
      case 1 -> object.set(field, other(random));
      case 2 -> object.set(mistyped(field, random), object.remove(field));
      default -> object.set(field, likely(field, random));
    }
  }

  /** Something that stands under the same name elsewhere. */
  private JsonNode likely(String field, SplittableRandom random) {
    return one(byField.getOrDefault(field, ODD), random).deepCopy();
  }

  private JsonNode other(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> one(values, random).deepCopy();
      case 1 -> TextNode.valueOf("{{" + one(fields, random) + "." + one(fields, random) + "}}");
      default -> one(ODD, random).deepCopy();
    };
  }

  private static String mistyped(String field, SplittableRandom random) {
    int at = random.nextInt(field.length() + 1);
    return random.nextBoolean()
        ? field.substring(0, at) + 'x' + field.substring(at)
        : field.substring(Math.min(1, field.length()));
  }
}
