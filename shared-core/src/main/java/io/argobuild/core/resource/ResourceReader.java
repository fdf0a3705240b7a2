package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlDocument;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests of resource templates, as Argo 4.1.2 calls kubectl for them. */
public final class ResourceReader {
  /** What an API server takes of one object. */
  private static final Limits LIMITS = new Limits(3L << 20, 200, 200_000, 200);

  private final ResourceVerb verb;
  private final ObjectNode resource;
  private final ResourceOwner owner;
  private final ResourceFlags flags;

  private ResourceReader(ResourceVerb verb, ObjectNode resource, ResourceOwner owner)
      throws ResourceException {
    this.verb = verb;
    this.resource = resource;
    this.owner = owner;
    this.flags = ResourceFlags.parse(verb, Fields.texts(resource, "flags"));
  }

  /**
   * @param resource the body of a template, its tags replaced
   * @param manifest its text, wherever it came from; empty for none
   */
  public static ResourceRequest read(ObjectNode resource, String manifest, ResourceOwner owner)
      throws ResourceException {
    String action = Fields.textOrEmpty(resource, "action");
    ResourceVerb verb =
        ResourceVerb.of(action)
            .orElseThrow(() -> new ResourceException("error: unknown command \"" + action + "\""));
    return new ResourceReader(verb, resource, owner).request(manifest);
  }

  private ResourceRequest request(String manifest) throws ResourceException {
    if (manifest.isBlank() && Fields.texts(resource, "flags").isEmpty()) {
      throw new ResourceException("Must provide at least one of flags or manifest.");
    }
    List<JsonNode> documents = documents(manifest);
    if (verb == ResourceVerb.PATCH) {
      return patch(documents);
    }
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode document : documents) {
      add(document, objects);
    }
    boolean named = !flags.arguments().isEmpty();
    if (objects.isEmpty() && !named) {
      throw new ResourceException("error: no objects passed to " + verb.text());
    }
    if (!objects.isEmpty() && named) {
      throw new ResourceException(
          verb == ResourceVerb.GET || verb == ResourceVerb.DELETE
              ? "error: when paths, URLs, or stdin is provided as resource arguments, you may not"
                  + " specify resource arguments as well"
              : "error: Unexpected args: " + flags.arguments());
    }
    if (named && verb != ResourceVerb.GET && verb != ResourceVerb.DELETE) {
      throw new ResourceException("error: must specify one of -f and -k");
    }
    return of(objects, null);
  }

  private static List<JsonNode> documents(String manifest) throws ResourceException {
    try {
      return new YamlReader(LIMITS, Duplicates.LAST_WINS)
          .read(manifest, "manifest").stream()
              .map(YamlDocument::value)
              .filter(value -> !value.isNull())
              .toList();
    } catch (ProblemException e) {
      throw new ResourceException("error: error parsing manifest: " + e.problem().message());
    }
  }

  /** A manifest with a kind is the patch and names what to patch; others leave it to the flags. */
  private ResourceRequest patch(List<JsonNode> documents) throws ResourceException {
    if (documents.size() != 1) {
      throw new ResourceException(
          "error: a patch is one document; the manifest has " + documents.size());
    }
    JsonNode body = documents.get(0);
    ObjectPatch.Strategy strategy =
        ObjectPatch.Strategy.of(Fields.textOrEmpty(resource, "mergeStrategy"));
    boolean json = strategy == ObjectPatch.Strategy.JSON;
    if (json != body.isArray() || !(body.isArray() || body.isObject())) {
      throw new ResourceException(
          json
              ? "error: a JSON patch is a list of operations"
              : "error: unable to parse the patch: it is no object");
    }
    boolean names = !json && body.hasNonNull("kind");
    if (names == !flags.arguments().isEmpty()) {
      throw new ResourceException(
          names
              ? "error: when paths, URLs, or stdin is provided as resource arguments, you may not"
                  + " specify resource arguments as well"
              : "error: You must provide one or more resources by argument or filename.");
    }
    List<ObjectNode> objects =
        names && body instanceof ObjectNode object ? List.of(checked(object)) : List.of();
    JsonNode owned = body.deepCopy();
    if (owned instanceof ObjectNode object && isOwned()) {
      owner.ownOn(object);
    }
    return of(objects, new ObjectPatch(strategy, owned));
  }

  private ResourceRequest of(List<ObjectNode> objects, @Nullable ObjectPatch patch)
      throws ResourceException {
    return new ResourceRequest(
        verb,
        objects,
        Target.of(flags.arguments(), flags),
        patch,
        flags.namespace().isEmpty() ? owner.namespace() : flags.namespace(),
        flags,
        owner);
  }

  private void add(JsonNode document, List<ObjectNode> objects) throws ResourceException {
    if (!(document instanceof ObjectNode object)) {
      throw new ResourceException("error: the manifest is no object");
    }
    if (Fields.textOrEmpty(object, "kind").equals("List")
        && object.get("items") instanceof ArrayNode items) {
      for (JsonNode item : items) {
        add(item, objects);
      }
      return;
    }
    objects.add(prepared(checked(object.deepCopy()), objects.size()));
  }

  private ObjectNode checked(ObjectNode object) throws ResourceException {
    List<String> missing = new ArrayList<>();
    for (String field : List.of("apiVersion", "kind")) {
      if (Fields.textOrEmpty(object, field).isEmpty()) {
        missing.add(field + " not set");
      }
    }
    if (!missing.isEmpty()) {
      throw new ResourceException(
          "error: error validating data: [" + String.join(", ", missing) + "]");
    }
    JsonNode metadata = object.path("metadata");
    boolean unnamed = Fields.textOrEmpty(metadata, "name").isEmpty();
    boolean generated = !Fields.textOrEmpty(metadata, "generateName").isEmpty();
    if (unnamed && !(generated && verb == ResourceVerb.CREATE)) {
      throw new ResourceException(
          generated
              ? "error: from "
                  + Fields.textOrEmpty(metadata, "generateName")
                  + ": cannot use generate name with "
                  + verb.text()
              : "error: resource name may not be empty");
    }
    String own = Fields.textOrEmpty(metadata, "namespace");
    String wanted = flags.namespace();
    if (!own.isEmpty() && !wanted.isEmpty() && !own.equals(wanted)) {
      throw new ResourceException(
          ("error: the namespace from the provided object \"%1$s\" does not match the namespace"
                  + " \"%2$s\". You must pass '--namespace=%1$s' to perform this operation.")
              .formatted(own, wanted));
    }
    return object;
  }

  private ObjectNode prepared(ObjectNode object, int index) {
    if (verb == ResourceVerb.CREATE
        && object.get("metadata") instanceof ObjectNode metadata
        && Fields.textOrEmpty(metadata, "name").isEmpty()) {
      metadata.put("name", owner.generate(Fields.textOrEmpty(metadata, "generateName"), index));
    }
    if (verb == ResourceVerb.CREATE) {
      owner.markOn(object);
    }
    if (verb != ResourceVerb.GET && verb != ResourceVerb.DELETE && isOwned()) {
      owner.ownOn(object);
    }
    return object;
  }

  /** Argo sets the owner only in manifests that stand in the template. */
  private boolean isOwned() {
    return Fields.flag(resource, "setOwnerReference")
        && !Fields.textOrEmpty(resource, "manifest").isEmpty();
  }
}
