package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes of a run the manifest of another, as {@code argo resubmit} does (Argo 4.1.2). */
public final class Resubmission {
  private static final String PREFIX = "workflows.argoproj.io/";
  private static final Set<String> OF_THE_RUN =
      Set.of(PREFIX + "phase", PREFIX + "completed", PREFIX + "workflow-archiving-status");

  private Resubmission() {}

  /**
   * @param workflow a run in any phase
   * @return with {@code generateName} and without a name, a status, and what was asked of the run
   *     while it went on
   */
  public static Workflow of(Workflow workflow) {
    ObjectNode raw = workflow.raw().objectNode();
    raw.setAll(workflow.raw());
    raw.remove("status");
    raw.set("metadata", metadata(workflow));
    raw.set("spec", WorkflowReset.spec(workflow.spec().raw(), Map.of()));
    return new Workflow(raw);
  }

  private static ObjectNode metadata(Workflow workflow) {
    ObjectNode old = workflow.metadata();
    ObjectNode metadata = old.objectNode();
    String prefix = workflow.generateName();
    metadata.put("generateName", prefix.isEmpty() ? workflow.name() + '-' : prefix);
    ObjectNode labels = metadata.putObject("labels");
    Fields.textMap(old, "labels").entrySet().stream()
        .filter(label -> isKept(label.getKey()))
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    labels.put(PREFIX + "resubmitted-from-workflow", workflow.name());
    for (String field : List.of("namespace", "annotations", "ownerReferences")) {
      if (old.has(field)) {
        metadata.set(field, old.get(field));
      }
    }
    return metadata;
  }

  private static boolean isKept(String label) {
    return !label.startsWith(PREFIX + "creator") && !OF_THE_RUN.contains(label);
  }
}
