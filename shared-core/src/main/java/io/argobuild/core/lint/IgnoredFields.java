package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.FieldTypes;
import io.argobuild.core.manifest.Fields;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Fields that are read and have no effect. */
public final class IgnoredFields {
  private static final String EXECUTOR =
      "executor is ignored, as no helper container calls the cluster;"
          + " serviceAccountName is for the user's own";
  private static final String METRICS =
      "metrics are not collected, as no controller stays to be scraped;"
          + " times and outcomes are in the reports";

  /** What is said of those that no runtime but Argo's own heeds. */
  public static final Map<String, String> EVERYWHERE =
      Map.of(
          "WorkflowSpec.executor",
          EXECUTOR,
          "Template.executor",
          EXECUTOR,
          "WorkflowSpec.metrics",
          METRICS,
          "Template.metrics",
          METRICS,
          "WorkflowSpec.podDisruptionBudget",
          "podDisruptionBudget is not made; retryStrategy runs evicted pods again",
          "WorkflowSpec.executorPlugins",
          "executorPlugins are not started, as only an Argo controller can; use container templates",
          "ValueFrom.event",
          "no event starts a run here, so that the parameter takes its default;"
              + " give its value when the run is started");

  /** Those that have an effect on Kubernetes only. */
  public static final Set<String> LOCALLY =
      Set.of(
          "WorkflowSpec.nodeSelector",
          "WorkflowSpec.affinity",
          "WorkflowSpec.tolerations",
          "WorkflowSpec.imagePullSecrets",
          "WorkflowSpec.hostNetwork",
          "WorkflowSpec.dnsPolicy",
          "WorkflowSpec.dnsConfig",
          "WorkflowSpec.schedulerName",
          "WorkflowSpec.podPriorityClassName",
          "WorkflowSpec.podResources",
          "WorkflowSpec.resourceClaims",
          "Template.nodeSelector",
          "Template.affinity",
          "Template.tolerations",
          "Template.schedulerName",
          "Template.priorityClassName",
          "Template.podResources",
          "Template.resourceClaims",
          "Container.ports",
          "Container.resizePolicy",
          "Container.restartPolicyRules",
          "Container.livenessProbe",
          "Container.startupProbe",
          "Container.lifecycle",
          "Container.terminationMessagePolicy",
          "Container.imagePullPolicy",
          "Container.stdin",
          "Container.stdinOnce",
          "Container.tty");

  private IgnoredFields() {}

  /** The names of fields that an object sets and that have no effect in a local run, sorted. */
  public static Set<String> locally(ObjectNode object) {
    Set<String> names = new TreeSet<>();
    FieldTypes.ofKind(Fields.textOrEmpty(object, "kind"))
        .ifPresent(
            type ->
                StructFields.visit(
                    type,
                    object,
                    (path, field) -> {
                      if (LOCALLY.contains(field)) {
                        names.add(field.substring(field.indexOf('.') + 1));
                      }
                    }));
    return names;
  }

  static void check(FieldType type, ObjectNode object, Site site, Findings findings) {
    StructFields.visit(
        type,
        object,
        (path, field) -> {
          String message = EVERYWHERE.get(field);
          if (message != null) {
            findings.own(Rule.FIELD_IGNORED, new Site(site.object(), path), message);
          }
        });
  }
}
