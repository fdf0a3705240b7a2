package io.argobuild.core.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.WorkflowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a workflow's {@code status} but its nodes.
 *
 * @param outputs global outputs, as Argo's Outputs; null when there are none
 * @param storedTemplates templates of other resources, as they were when first used; may be empty
 * @param rest fields that aren't read here, kept for writing; null when there are none
 */
public record WorkflowStatus(
    WorkflowPhase phase,
    String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    String progress,
    @Nullable ObjectNode outputs,
    List<Condition> conditions,
    ObjectNode storedTemplates,
    @Nullable ObjectNode rest) {
  /** Field of the claims that were made of {@code volumeClaimTemplates}. */
  public static final String VOLUME_CLAIMS = "persistentVolumeClaims";

  /** Field of the spec that runs, when it comes of a WorkflowTemplate. */
  public static final String STORED_SPEC = "storedWorkflowTemplateSpec";

  public WorkflowStatus withPhase(WorkflowPhase next, String text) {
    return new WorkflowStatus(
        next, text, startedAt, finishedAt, progress, outputs, conditions, storedTemplates, rest);
  }

  public WorkflowStatus withTimes(@Nullable Instant started, @Nullable Instant finished) {
    return new WorkflowStatus(
        phase, message, started, finished, progress, outputs, conditions, storedTemplates, rest);
  }

  public WorkflowStatus withProgress(String text) {
    return new WorkflowStatus(
        phase, message, startedAt, finishedAt, text, outputs, conditions, storedTemplates, rest);
  }

  public WorkflowStatus withOutputs(@Nullable ObjectNode values) {
    return new WorkflowStatus(
        phase, message, startedAt, finishedAt, progress, values, conditions, storedTemplates, rest);
  }

  public WorkflowStatus withConditions(List<Condition> values) {
    return new WorkflowStatus(
        phase,
        message,
        startedAt,
        finishedAt,
        progress,
        outputs,
        List.copyOf(values),
        storedTemplates,
        rest);
  }

  /** With another value of a field that isn't read here; null removes it. */
  public WorkflowStatus with(String field, @Nullable ObjectNode value) {
    ObjectNode next = storedTemplates.objectNode();
    if (rest != null) {
      next.setAll(rest);
    }
    if (value == null) {
      next.remove(field);
    } else {
      next.set(field, value);
    }
    return new WorkflowStatus(
        phase,
        message,
        startedAt,
        finishedAt,
        progress,
        outputs,
        conditions,
        storedTemplates,
        next.isEmpty() ? null : next);
  }

  public WorkflowStatus withStoredTemplates(ObjectNode templates) {
    return new WorkflowStatus(
        phase, message, startedAt, finishedAt, progress, outputs, conditions, templates, rest);
  }

  /**
   * With a field that isn't read here.
   *
   * @param value null removes it
   */
  public WorkflowStatus with(String field, @Nullable JsonNode value) {
    ObjectNode next = JsonNodeFactory.instance.objectNode();
    if (rest != null) {
      next.setAll(rest);
    }
    if (value == null) {
      next.remove(field);
    } else {
      next.set(field, value);
    }
    return new WorkflowStatus(
        phase,
        message,
        startedAt,
        finishedAt,
        progress,
        outputs,
        conditions,
        storedTemplates,
        next.isEmpty() ? null : next);
  }

  /** Names of the volume claims that were made for the workflow and are still there. */
  public List<String> volumeClaims() {
    List<String> names = new ArrayList<>();
    if (rest != null) {
      for (JsonNode volume : rest.path(VOLUME_CLAIMS)) {
        names.add(volume.path("persistentVolumeClaim").path("claimName").asText());
      }
    }
    return names;
  }

  /** The spec that runs, when it comes of a WorkflowTemplate: as it was when the run began. */
  public Optional<WorkflowSpec> storedSpec() {
    return rest == null
        ? Optional.empty()
        : Fields.object(rest, STORED_SPEC).map(WorkflowSpec::new);
  }
}
