package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.EnumSet;

/** A change of an object. */
public record ObjectPatch(Strategy strategy, JsonNode body) {
  /** As the API server: what is to be removed must be there. */
  private static final EnumSet<CompatibilityFlags> FLAGS =
      EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

  /** How the body is meant. */
  public enum Strategy {
    /** Kubernetes' own: lists of things with a key are merged by it. */
    STRATEGIC("strategic"),
    /** JSON Merge Patch, RFC 7386. */
    MERGE("merge"),
    /** JSON Patch, RFC 6902. */
    JSON("json");

    private final String text;

    Strategy(String text) {
      this.text = text;
    }

    /** As it stands in a manifest. */
    public String text() {
      return text;
    }

    /** Kubectl's default is strategic. */
    public static Strategy of(String text) throws ResourceException {
      for (Strategy strategy : values()) {
        if (strategy.text.equals(text) || (text.isEmpty() && strategy == STRATEGIC)) {
          return strategy;
        }
      }
      throw new ResourceException(
          "error: --type must be one of [json merge strategic], not \"" + text + "\"");
    }
  }

  /**
   * The object with the patch in it, which may be none any more; the argument is not changed.
   *
   * @throws ResourceException when the patch does not fit the object
   */
  public JsonNode applyTo(ObjectNode object) throws ResourceException {
    return switch (strategy) {
      case STRATEGIC ->
          body instanceof ObjectNode patch ? StrategicMerge.merge(object, patch) : body.deepCopy();
      case MERGE -> merged(object, body);
      case JSON -> edited(object);
    };
  }

  private JsonNode edited(ObjectNode object) throws ResourceException {
    try {
      return JsonPatch.apply(body, object, FLAGS);
    } catch (JsonPatchException | IllegalArgumentException | ClassCastException e) {
      throw new ResourceException("error: the JSON patch can't be applied: " + e.getMessage());
    }
  }

  /** RFC 7386 section 2. */
  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode fields)) {
      return patch.deepCopy();
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object.deepCopy() : fields.objectNode();
    for (var field : fields.properties()) {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else {
        result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
      }
    }
    return result;
  }
}
