package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The node for which objects are made.
 *
 * @param workflow its name
 * @param uid the workflow's
 * @param namespace of the workflow, and of objects that name none
 * @param nodeId of the node
 * @param owners references by which objects are owned, where the workflow is no object itself
 * @param since second in which the node began; a node of the same ID that is made anew differs
 */
public record ResourceOwner(
    String workflow,
    String uid,
    String namespace,
    String nodeId,
    long since,
    List<ObjectNode> owners) {
  /** Annotation of created objects, by which a repeated creation knows its own. */
  public static final String MARK = "argo-build/created-by";

  /** As Kubernetes: nothing that reads as a word. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX = 5;
  private static final int MAX_PREFIX = 58;

  public ResourceOwner {
    owners = List.copyOf(owners);
  }

  /** Value of {@link #MARK}. */
  public String mark() {
    return uid + '/' + nodeId + '/' + since;
  }

  /**
   * A name for {@code generateName} that is the same whenever the creation is repeated.
   *
   * @param index of the object in its manifest
   */
  String generate(String prefix, int index) {
    byte[] hash = hash(mark() + '/' + index + '/' + prefix);
    StringBuilder name =
        new StringBuilder(prefix.substring(0, Math.min(prefix.length(), MAX_PREFIX)));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt((hash[i] & 0xff) % ALPHABET.length()));
    }
    return name.toString();
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void markOn(ObjectNode object) {
    ObjectNode metadata = child(object, "metadata");
    child(metadata, "annotations").put(MARK, mark());
  }

  /** By what stands for the workflow, else by its controller reference (Argo 4.1.2). */
  void ownOn(ObjectNode object) {
    ObjectNode metadata = child(object, "metadata");
    ArrayNode references =
        metadata.get("ownerReferences") instanceof ArrayNode list
            ? list
            : metadata.putArray("ownerReferences");
    if (!owners.isEmpty()) {
      owners.forEach(owner -> references.add(owner.deepCopy()));
      return;
    }
    references
        .addObject()
        .put("apiVersion", "argoproj.io/v1alpha1")
        .put("kind", "Workflow")
        .put("name", workflow)
        .put("uid", uid)
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  private static ObjectNode child(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode object ? object : parent.putObject(field);
  }

  /** Whether the object was created for this node. */
  public boolean created(ObjectNode object) {
    return mark()
        .equals(Fields.textMap(object.path("metadata"), "annotations").getOrDefault(MARK, ""));
  }
}
