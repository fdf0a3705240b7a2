package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.StatusWriter;
import java.util.EnumSet;
import java.util.List;

/**
 * Writes what a GC did into a workflow as a controller of Argo keeps it, so that it counts as
 * collected there: outputs are marked, the condition says how it went, and the finalizer goes once
 * nothing is left for it to wait for.
 */
public final class GcStatus {
  /** Keeps a workflow from being deleted (Argo 4.1.2). */
  public static final String FINALIZER = "workflows.argoproj.io/artifact-gc";

  private static final String CONDITION = "ArtifactGCError";

  private GcStatus() {}

  /**
   * The workflow after a GC; everything that isn't said here stays as it is.
   *
   * @param updates all that the GC recorded
   * @param force whether the finalizer goes even if something is left
   */
  public static Workflow applied(
      Workflow workflow, List<GcUpdate> updates, GcReport report, boolean force) {
    ObjectNode whole = workflow.raw().deepCopy();
    if (whole.get("status") instanceof ObjectNode status) {
      mark(status, updates);
      conditions(status, report);
    }
    boolean done = report.isComplete() && !hasMore(new Workflow(whole));
    if ((done || force) && whole.get("metadata") instanceof ObjectNode metadata) {
      removeFinalizer(metadata);
    }
    return new Workflow(whole);
  }

  /** Whether the workflow's deletion would have anything to delete. */
  private static boolean hasMore(Workflow workflow) {
    return !GcPlanner.plan(GcInput.of(workflow, EnumSet.allOf(GcTrigger.class))).isEmpty();
  }

  private static void mark(ObjectNode status, List<GcUpdate> updates) {
    ObjectNode nodes = Fields.objectOrNothing(status, "nodes");
    for (GcUpdate update : updates) {
      if (nodes.get(update.nodeId()) instanceof ObjectNode json) {
        NodeStatus node = update.applyTo(StatusReader.node(json));
        ObjectNode written = StatusWriter.node(node);
        // Only what a GC changes; a status of another version stays as it was written.
        copy(written, json, "outputs");
        copy(written, json, "artifactStates");
      }
    }
  }

  private static void copy(ObjectNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field));
    }
  }

  private static void conditions(ObjectNode status, GcReport report) {
    ArrayNode kept = status.arrayNode();
    for (JsonNode condition : status.path("conditions")) {
      if (!condition.path("type").asText().equals(CONDITION)) {
        kept.add(condition);
      }
    }
    if (!report.isComplete()) {
      GcReport.Failed first = report.failed().get(0);
      kept.addObject()
          .put("type", CONDITION)
          .put("status", "True")
          .put(
              "message",
              "Artifact Garbage Collection failed for "
                  + report.failed().size()
                  + " keys, first "
                  + first.key()
                  + ": "
                  + first.message());
    }
    if (!kept.isEmpty() || status.has("conditions")) {
      status.set("conditions", kept);
    }
  }

  private static void removeFinalizer(ObjectNode metadata) {
    ArrayNode kept = metadata.arrayNode();
    for (JsonNode finalizer : metadata.path("finalizers")) {
      if (!finalizer.asText().equals(FINALIZER)) {
        kept.add(finalizer);
      }
    }
    if (kept.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.set("finalizers", kept);
    }
  }
}
