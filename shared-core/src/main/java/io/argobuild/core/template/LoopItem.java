package io.argobuild.core.template;

import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One round of a loop.
 *
 * @param index from 0
 * @param description the item as it stands in the node's name, without parentheses
 * @param value the text of <code>{{item}}</code>
 * @param variables {@code item} and, for a map, {@code item.KEY} for each member
 */
public record LoopItem(int index, String description, String value, Map<String, String> variables) {
  private static final String ITEM = "item";

  /** The name of the step or task in this round: {@code NAME(INDEX:DESCRIPTION)}. */
  public String nameOf(String loop) {
    return loop + "(" + index + ":" + description + ")";
  }

  /** Reads an item from its JSON text, which must be valid. */
  static LoopItem parse(int index, String json) {
    return switch (Kind.of(json)) {
      case STRING -> of(index, text(json), RawJson.unescape(json), Map.of());
      case OUT_OF_RANGE -> of(index, text(json), "", Map.of());
      case LIST -> {
        List<String> elements = RawJson.elements(json).stream().map(LoopItem::text).toList();
        yield of(index, "[" + String.join(" ", elements) + "]", RawJson.compact(json), Map.of());
      }
      // In Go, null is a list without elements.
      case NULL -> of(index, "[]", json, Map.of());
      case MAP -> map(index, RawJson.members(json));
      case SCALAR -> of(index, json, json, Map.of());
    };
  }

  private static LoopItem map(int index, Map<String, String> members) {
    List<String> names = new ArrayList<>(members.keySet());
    names.sort(GoText::compare);
    List<String> shown = new ArrayList<>();
    StringBuilder value = new StringBuilder("{");
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : names) {
      String member = members.getOrDefault(name, "");
      String text = text(member);
      variables.put(ITEM + "." + name, text);
      shown.add(name + ":" + text);
      value.append(value.length() > 1 ? ",\"" : "\"").append(JsonText.escape(name));
      value.append("\":").append(RawJson.compact(member));
    }
    shown.sort(GoText::compare);
    return of(index, String.join(",", shown), value.append('}').toString(), variables);
  }

  private static LoopItem of(
      int index, String description, String value, Map<String, String> members) {
    Map<String, String> variables = Map.of(ITEM, value);
    if (!members.isEmpty()) {
      variables = new LinkedHashMap<>(members);
      variables.put(ITEM, value);
    }
    return new LoopItem(
        index,
        description.replace("(", "").replace(")", ""),
        value,
        Collections.unmodifiableMap(variables));
  }

  /** How Argo prints an item: strings without quotes but with their escapes, all else as JSON. */
  private static String text(String json) {
    String compact = RawJson.compact(json);
    return JsonText.withoutHtmlEscapes(
        compact.startsWith("\"") ? compact.substring(1, compact.length() - 1) : compact);
  }

  private enum Kind {
    STRING,
    LIST,
    NULL,
    MAP,
    /** A number or boolean. */
    SCALAR,
    /**
     * Holds a number too large for Go, which takes the item for a string and then for an empty one.
     */
    OUT_OF_RANGE;

    static Kind of(String json) {
      if (RawJson.hasNumberOutOfRange(json)) {
        return OUT_OF_RANGE;
      }
      return switch (json.charAt(0)) {
        case '"' -> STRING;
        case '[' -> LIST;
        case '{' -> MAP;
        case 'n' -> NULL;
        default -> SCALAR;
      };
    }
  }
}
