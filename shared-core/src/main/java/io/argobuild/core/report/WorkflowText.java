package io.argobuild.core.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.Condition;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A workflow as {@code argo get} prints it (Argo 4.1.2), without its advice on security contexts.
 * Output artifacts are given by their key.
 */
public final class WorkflowText {
  private final Workflow workflow;
  private final WorkflowStatus status;
  private final TreeOptions options;
  private final Instant now;
  private final ZoneId zone;
  private final StringBuilder out = new StringBuilder();

  private WorkflowText(Workflow workflow, TreeOptions options, Instant now, ZoneId zone) {
    this.workflow = workflow;
    this.status = StatusReader.workflow(workflow.status());
    this.options = options;
    this.now = now;
    this.zone = zone;
  }

  /** Header and tree; with {@link TreeOptions.Columns#SHORT} the tree alone. */
  public static String render(Workflow workflow, TreeOptions options, Instant now, ZoneId zone) {
    String tree = NodeTree.render(workflow, options, now);
    if (options.columns() == TreeOptions.Columns.SHORT && !tree.isEmpty()) {
      return tree;
    }
    String header = new WorkflowText(workflow, options, now, zone).header();
    return tree.isEmpty() ? header : header + '\n' + tree;
  }

  /** Argo's word for a workflow's state, which says more than its phase. */
  public static String state(Workflow workflow) {
    WorkflowPhase phase = WorkflowPhase.of(Fields.textOrEmpty(workflow.status(), "phase"));
    return switch (phase) {
      case RUNNING -> isSuspended(workflow) ? "Running (Suspended)" : phase.argoName();
      case FAILED ->
          workflow.spec().shutdown().isEmpty() ? phase.argoName() : "Failed (Terminated)";
      case UNKNOWN, PENDING -> created(workflow).isPresent() ? "Pending" : "Unknown";
      case SUCCEEDED, ERROR -> phase.argoName();
    };
  }

  private static boolean isSuspended(Workflow workflow) {
    return workflow.spec().suspend()
        || StatusReader.nodes(workflow.status()).stream().anyMatch(NodeStatus::isActiveSuspend);
  }

  private static Optional<Instant> created(Workflow workflow) {
    try {
      return Fields.text(workflow.metadata(), "creationTimestamp")
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      // A manifest may hold anything here; it then counts as not created.
      return Optional.empty();
    }
  }

  private String header() {
    line("Name:", workflow.name());
    line("Namespace:", workflow.namespace());
    line("ServiceAccount:", serviceAccount());
    line("Status:", state(workflow));
    if (!status.message().isEmpty()) {
      line("Message:", status.message());
    }
    conditions();
    times();
    line("Progress:", status.progress());
    ObjectNode resources = Fields.objectOrNothing(workflow.status(), "resourcesDuration");
    if (!resources.isEmpty()) {
      line("ResourcesDuration:", NodeTree.resources(resources));
    }
    parameters();
    outputs();
    return out.toString();
  }

  private void line(String name, String value) {
    out.append(String.format("%-20s %s%n", name, value).replace(System.lineSeparator(), "\n"));
  }

  private WorkflowSpec executedSpec() {
    return workflow.spec().workflowTemplateRef().isPresent()
        ? new WorkflowSpec(Fields.objectOrNothing(workflow.status(), "storedWorkflowTemplateSpec"))
        : workflow.spec();
  }

  private String serviceAccount() {
    String name = executedSpec().serviceAccountName();
    if (!name.isEmpty()) {
      return name;
    }
    return workflow.spec().workflowTemplateRef().isPresent()
        ? "unset"
        : "unset (will run with the default ServiceAccount)";
  }

  private void conditions() {
    if (status.conditions().isEmpty()) {
      return;
    }
    Icons icons = new Icons(options.utf8(), options.colour());
    line("Conditions:", "");
    for (Condition condition : status.conditions()) {
      String text = condition.message().isEmpty() ? condition.status() : condition.message();
      line(icons.ofCondition(condition.type()) + ' ' + condition.type(), text);
    }
  }

  private void times() {
    created(workflow).ifPresent(time -> line("Created:", Durations.timestamp(time, now, zone)));
    Instant started = status.startedAt();
    if (started == null) {
      return;
    }
    line("Started:", Durations.timestamp(started, now, zone));
    Instant finished = status.finishedAt();
    if (finished != null) {
      line("Finished:", Durations.timestamp(finished, now, zone));
    }
    Duration taken = Duration.between(started, finished == null ? now : finished);
    line("Duration:", Durations.inWords(taken));
    long estimated = workflow.status().path("estimatedDuration").asLong(0);
    if (status.phase() == WorkflowPhase.RUNNING && estimated > 0) {
      line("EstimatedDuration:", Durations.inWords(Duration.ofSeconds(estimated)));
    }
  }

  private void parameters() {
    var parameters = executedSpec().arguments().parameters();
    if (!parameters.isEmpty()) {
      line("Parameters:", "");
      parameters.forEach(this::parameter);
    }
  }

  private void parameter(Parameter parameter) {
    parameter.value().ifPresent(value -> line("  " + parameter.name() + ':', value));
  }

  private void outputs() {
    if (status.outputs() == null) {
      return;
    }
    Outputs outputs = new Outputs(status.outputs());
    if (!outputs.parameters().isEmpty()) {
      line("Output Parameters:", "");
      outputs.parameters().forEach(this::parameter);
    }
    if (!outputs.artifacts().isEmpty()) {
      line("Output Artifacts:", "");
      outputs.artifacts().forEach(artifact -> line("  " + artifact.name() + ':', key(artifact)));
    }
  }

  /** The key in whatever store the artifact is. */
  private static String key(Artifact artifact) {
    return artifact.raw().properties().stream()
        .flatMap(location -> Fields.text(location.getValue(), "key").stream())
        .findFirst()
        .orElse("");
  }
}
