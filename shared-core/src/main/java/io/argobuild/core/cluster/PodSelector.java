package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Selects pods by the labels they must carry. */
public record PodSelector(Map<String, String> labels) {

  /** Every pod this cluster knows. */
  public static final PodSelector ALL = new PodSelector(Map.of());

  public PodSelector {
    labels = Map.copyOf(labels);
  }

  /** The pods of a workflow. */
  public static PodSelector workflow(String name) {
    return new PodSelector(Map.of(Cluster.WORKFLOW_LABEL, name));
  }

  public boolean matches(JsonNode pod) {
    JsonNode actual = pod.path("metadata").path("labels");
    return labels.entrySet().stream()
        .allMatch(label -> label.getValue().equals(actual.path(label.getKey()).asText(null)));
  }
}
