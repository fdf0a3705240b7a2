package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of a tree: expands aliases and merges, types scalars, turns keys to text. Works
 * without recursion. Repeated keys: the last wins, or in strict mode each is an error.
 */
final class Decoder {
  private static final int RATIO_LOW = 400_000;
  private static final int RATIO_HIGH = 4_000_000;

  private final boolean strict;
  private final Limits limits;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Set<YamlNode> openAliases = new HashSet<>();
  private final List<String> duplicates = new ArrayList<>();
  private @Nullable Mark firstDuplicate;

  /** What JSON can't hold. It only matters if no later entry takes its place. */
  private final Map<JsonNode, YamlFault> faults = new IdentityHashMap<>();

  private JsonNode result = MissingNode.getInstance();
  private int decoded;
  private int decodedInAliases;

  Decoder(boolean strict, Limits limits) {
    this.strict = strict;
    this.limits = limits;
  }

  JsonNode decode(YamlNode root) {
    begin(root, null);
    while (!frames.isEmpty()) {
      Frame frame = frames.peek();
      if (!frame.step()) {
        frames.pop();
        if (frame.alias != null) {
          openAliases.remove(frame.alias);
        }
        result = frame.result();
      }
    }
    result = json(result, root.mark());
    if (firstDuplicate != null) {
      throw YamlFault.ofValue(
          "unmarshal errors:\n  " + String.join("\n  ", duplicates), firstDuplicate);
    }
    if (!faults.isEmpty()) {
      throwFirstFault(result);
    }
    return result;
  }

  private void throwFirstFault(JsonNode root) {
    Deque<JsonNode> left = new ArrayDeque<>(List.of(root));
    while (!left.isEmpty()) {
      JsonNode node = left.pop();
      YamlFault fault = faults.get(node);
      if (fault != null) {
        throw fault;
      }
      node.forEach(left::push);
    }
  }

  /** Decodes a scalar into {@link #result}, or opens a frame that will do so for a collection. */
  private void begin(YamlNode node, @Nullable Map<JsonNode, JsonNode> mergeInto) {
    count(node);
    YamlNode alias = null;
    YamlNode target = node;
    if (node.kind() == YamlNode.Kind.ALIAS) {
      if (!openAliases.add(node)) {
        String problem = "anchor '" + node.value() + "' value contains itself";
        throw YamlFault.ofValue(problem, node.mark());
      }
      alias = node;
      target = node.resolved();
      count(target);
    }
    switch (target.kind()) {
      case MAPPING -> push(new MappingFrame(target, alias, mergeInto));
      case SEQUENCE -> push(new SequenceFrame(target, alias));
      default -> {
        result = Scalars.resolve(target);
        openAliases.remove(node);
      }
    }
  }

  private void push(Frame frame) {
    frames.push(frame);
    limits.checkDepth(frames.size(), frame.node.mark());
  }

  /** go-yaml's guard against alias bombs, and our limit. */
  private void count(YamlNode node) {
    decoded++;
    limits.checkNodes(decoded, node.mark());
    if (!openAliases.isEmpty()) {
      decodedInAliases++;
    }
    if (decodedInAliases > 100
        && decoded > 1000
        && (double) decodedInAliases / decoded > allowedRatio()) {
      throw YamlFault.ofValue("document contains excessive aliasing", node.mark());
    }
  }

  private double allowedRatio() {
    if (decoded <= RATIO_LOW) {
      return 0.99;
    }
    if (decoded >= RATIO_HIGH) {
      return 0.10;
    }
    return 0.99 - 0.89 * ((decoded - RATIO_LOW) / (double) (RATIO_HIGH - RATIO_LOW));
  }

  /** A number as JSON has it; JSON has no infinities. */
  private JsonNode json(JsonNode value, Mark mark) {
    if (!value.isNumber()) {
      return value;
    }
    if (value instanceof DoubleNode && !Double.isFinite(value.doubleValue())) {
      JsonNode bad = DoubleNode.valueOf(value.doubleValue());
      faults.put(bad, YamlFault.ofJson("json: unsupported value: " + GoSyntax.of(value), mark));
      return bad;
    }
    return GoNumbers.asReadFromJson(value);
  }

  /** A collection whose decoding has begun. */
  private abstract static class Frame {
    final YamlNode node;
    final @Nullable YamlNode alias;

    Frame(YamlNode node, @Nullable YamlNode alias) {
      this.node = node;
      this.alias = alias;
    }

    /** Takes the result of the child begun last and begins the next; false when there is none. */
    abstract boolean step();

    abstract JsonNode result();
  }

  private final class SequenceFrame extends Frame {
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private int next;

    SequenceFrame(YamlNode node, @Nullable YamlNode alias) {
      super(node, alias);
    }

    @Override
    boolean step() {
      if (next > 0) {
        items.add(json(result, node.children().get(next - 1).mark()));
      }
      if (next == node.children().size()) {
        return false;
      }
      begin(node.children().get(next++), null);
      return true;
    }

    @Override
    JsonNode result() {
      return items;
    }
  }

  private final class MappingFrame extends Frame {
    private final Map<JsonNode, JsonNode> entries;
    private final boolean merged;
    private final Deque<YamlNode> merges = new ArrayDeque<>();
    private int next;
    private @Nullable JsonNode key;
    private boolean keyBegun;
    private @Nullable YamlFault badKey;

    MappingFrame(
        YamlNode node, @Nullable YamlNode alias, @Nullable Map<JsonNode, JsonNode> mergeInto) {
      super(node, alias);
      this.merged = mergeInto != null;
      this.entries = mergeInto == null ? new LinkedHashMap<>() : mergeInto;
    }

    @Override
    boolean step() {
      if (keyBegun) {
        keyBegun = false;
        key = takeKey();
        begin(node.children().get(next++), null);
        return true;
      }
      if (key != null) {
        put(key, node.children().get(next - 1));
        key = null;
      }
      if (!merges.isEmpty()) {
        begin(merges.pop(), entries);
        return true;
      }
      if (next == node.children().size()) {
        return false;
      }
      YamlNode child = node.children().get(next++);
      if (child.isMergeKey()) {
        addMerges(node.children().get(next++));
      } else {
        keyBegun = true;
        begin(child, null);
      }
      return true;
    }

    private JsonNode takeKey() {
      Mark mark = node.children().get(next - 1).mark();
      if (result.isContainerNode()) {
        throw YamlFault.ofValue("invalid map key: " + GoSyntax.of(result), mark);
      }
      if (result instanceof DoubleNode && result.doubleValue() == 0) {
        // The two zeros are one key, named as it was first.
        JsonNode otherZero = DoubleNode.valueOf(-result.doubleValue());
        return entries.containsKey(otherZero) ? otherZero : result;
      }
      return result;
    }

    private void put(JsonNode name, YamlNode valueNode) {
      JsonNode value = json(result, valueNode.mark());
      boolean notANumber = name instanceof DoubleNode && Double.isNaN(name.doubleValue());
      if (strict && !notANumber && entries.containsKey(name)) {
        int line = valueNode.mark().line() + 1;
        duplicates.add("line " + line + ": key " + GoSyntax.ofTop(name) + " already set in map");
        firstDuplicate = firstDuplicate == null ? valueNode.mark() : firstDuplicate;
        return;
      }
      if (badKey == null && Scalars.keyText(name) == null) {
        badKey = YamlFault.ofJson(unsupportedKey(name, value), valueNode.mark());
      }
      entries.put(name, value);
    }

    private String unsupportedKey(JsonNode name, JsonNode value) {
      return "unsupported map key of type: %s, key: %s, value: %s"
          .formatted(
              name.isNull() ? "%!s(<nil>)" : "uint64", GoSyntax.ofTop(name), GoSyntax.ofTop(value));
    }

    /** Of several maps to merge, the later come first, so that earlier ones win. */
    private void addMerges(YamlNode value) {
      if (value.kind() != YamlNode.Kind.SEQUENCE) {
        requireMap(value);
        merges.add(value);
        return;
      }
      for (YamlNode item : value.children()) {
        requireMap(item);
        merges.push(item);
      }
    }

    private void requireMap(YamlNode value) {
      if (value.resolved().kind() != YamlNode.Kind.MAPPING) {
        throw YamlFault.ofValue(
            "map merge requires map or sequence of maps as the value", value.mark());
      }
    }

    @Override
    JsonNode result() {
      if (merged) {
        return MissingNode.getInstance();
      }
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      entries.forEach((name, value) -> object.set(String.valueOf(Scalars.keyText(name)), value));
      if (badKey != null) {
        faults.put(object, badKey);
      }
      return object;
    }
  }
}
