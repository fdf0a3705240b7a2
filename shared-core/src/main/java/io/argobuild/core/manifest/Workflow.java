package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A Workflow as its whole tree, {@code status} included where there is one.
 *
 * @param raw kept as it was read; never written to
 */
public record Workflow(ObjectNode raw) {
  public ObjectNode metadata() {
    return Fields.objectOrNothing(raw, "metadata");
  }

  public WorkflowSpec spec() {
    return new WorkflowSpec(Fields.objectOrNothing(raw, "spec"));
  }

  public ObjectNode status() {
    return Fields.objectOrNothing(raw, "status");
  }

  /** Empty while only {@code generateName} is given. */
  public String name() {
    return Fields.textOrEmpty(metadata(), "name");
  }

  public String generateName() {
    return Fields.textOrEmpty(metadata(), "generateName");
  }

  public String namespace() {
    return Fields.textOrEmpty(metadata(), "namespace");
  }

  public String uid() {
    return Fields.textOrEmpty(metadata(), "uid");
  }

  public Map<String, String> labels() {
    return Fields.textMap(metadata(), "labels");
  }

  public Map<String, String> annotations() {
    return Fields.textMap(metadata(), "annotations");
  }

  /** A copy with another spec. */
  public Workflow withSpec(ObjectNode spec) {
    ObjectNode copy = raw.objectNode();
    copy.setAll(raw);
    copy.set("spec", spec);
    return new Workflow(copy);
  }

  /** A copy with other metadata. */
  public Workflow withMetadata(ObjectNode metadata) {
    ObjectNode copy = raw.objectNode();
    copy.setAll(raw);
    copy.set("metadata", metadata);
    return new Workflow(copy);
  }

  /** A copy with these labels too. */
  public Workflow withLabels(Map<String, String> labels) {
    ObjectNode metadata = metadata().objectNode();
    metadata.setAll(metadata());
    ObjectNode all = metadata.objectNode();
    labels().forEach(all::put);
    labels.forEach(all::put);
    metadata.set("labels", all);
    return withMetadata(metadata);
  }
}
