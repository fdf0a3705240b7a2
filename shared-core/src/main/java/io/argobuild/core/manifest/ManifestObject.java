package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.yaml.FieldPath;
import io.argobuild.core.manifest.yaml.Positions;
import io.argobuild.core.problem.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a file.
 *
 * @param raw the whole tree, unknown fields included; never written to
 * @param positions of the document it stands in
 * @param root where it stands in the document: the document itself, or an item of a list
 * @param index from 0, among the objects of its file
 * @param issues fields that Argo's decoder would not take
 */
public record ManifestObject(
    String apiVersion,
    String kind,
    ObjectNode raw,
    Positions positions,
    FieldPath root,
    int index,
    List<FieldIssue> issues) {
  private static final List<String> PROPAGATED_LABELS =
      List.of(
          "workflows.argoproj.io/creator",
          "workflows.argoproj.io/creator-email",
          "workflows.argoproj.io/creator-preferred-username",
          "workflows.argoproj.io/controller-instanceid");

  public ObjectNode metadata() {
    return Fields.objectOrNothing(raw, "metadata");
  }

  public String name() {
    return Fields.textOrEmpty(metadata(), "name");
  }

  public String generateName() {
    return Fields.textOrEmpty(metadata(), "generateName");
  }

  public String namespace() {
    return Fields.textOrEmpty(metadata(), "namespace");
  }

  public String file() {
    return positions.file();
  }

  public boolean is(ManifestKind wanted) {
    return kind.equals(wanted.kind());
  }

  /** How Argo's lint names it: {@code "name" (Kind)}. */
  public String label() {
    String shown = name().isEmpty() ? generateName() : name();
    if (shown.isEmpty()) {
      shown = "object #" + (index + 1);
    }
    return "\"" + shown + "\" (" + kind + ")";
  }

  /** The path of the part that a Workflow has under {@code spec}. */
  public FieldPath specPath() {
    FieldPath spec = FieldPath.ROOT.field("spec");
    return is(ManifestKind.CRON_WORKFLOW) ? spec.field("workflowSpec") : spec;
  }

  /** The part that a Workflow has under {@code spec}. */
  public WorkflowSpec spec() {
    JsonNode node = raw;
    for (FieldPath step : specPath().steps()) {
      node = node.path(step.name());
    }
    return new WorkflowSpec(node instanceof ObjectNode spec ? spec : Fields.NOTHING);
  }

  /** The place of the value at a path within this object. */
  public Place.InFile valueAt(FieldPath path) {
    return shownAs(path, positions.valueAt(root.append(path)));
  }

  /** The place of the key of the field at a path within this object. */
  public Place.InFile keyAt(FieldPath path) {
    return shownAs(path, positions.keyAt(root.append(path)));
  }

  private static Place.InFile shownAs(FieldPath path, Place.InFile place) {
    return new Place.InFile(place.file(), place.line(), place.column(), path.toString());
  }

  /** What runs: the Workflow itself, or the one that a CronWorkflow starts; empty for others. */
  public Optional<Workflow> workflow() {
    if (is(ManifestKind.WORKFLOW)) {
      return Optional.of(new Workflow(raw));
    }
    return is(ManifestKind.CRON_WORKFLOW) ? Optional.of(scheduled()) : Optional.empty();
  }

  /** As Argo 4.1.2 converts it, but without owner and scheduled time. */
  private Workflow scheduled() {
    ObjectNode metadata = raw.objectNode();
    metadata.put("generateName", name() + "-");
    if (!namespace().isEmpty()) {
      metadata.put("namespace", namespace());
    }
    ObjectNode given = Fields.objectOrNothing(raw.path("spec"), "workflowMetadata");
    Map<String, String> own = Fields.textMap(metadata(), "labels");
    ObjectNode labels = metadata.putObject("labels");
    for (String label : PROPAGATED_LABELS) {
      if (own.containsKey(label)) {
        labels.put(label, own.get(label));
      }
    }
    labels.put("workflows.argoproj.io/cron-workflow", name());
    labels.setAll(Fields.objectOrNothing(given, "labels"));
    for (String field : List.of("annotations", "finalizers")) {
      if (given.has(field)) {
        metadata.set(field, given.get(field));
      }
    }
    ObjectNode workflow = raw.objectNode();
    workflow.put("apiVersion", ManifestKind.ARGO_API_VERSION);
    workflow.put("kind", ManifestKind.WORKFLOW.kind());
    workflow.set("metadata", metadata);
    workflow.set("spec", spec().raw());
    return new Workflow(workflow);
  }
}
