package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Logs of main containers that are kept as artifacts: {@code archiveLogs} (Argo 4.1.2). */
final class ArchivedLogs {
  private ArchivedLogs() {}

  /**
   * Keys by container; empty when no logs are to be kept.
   *
   * @param folder where the artifacts of the pod go
   */
  static Map<String, String> keys(Template template, WorkflowSpec spec, String folder) {
    boolean wanted =
        template
            .archiveLocation()
            .flatMap(location -> Fields.optionalFlag(location, "archiveLogs"))
            .orElse(spec.archiveLogs());
    Map<String, String> keys = new LinkedHashMap<>();
    if (wanted && template.http().isEmpty()) {
      for (String container : PodAssessment.mainContainers(template)) {
        keys.put(container, ArtifactKey.join(folder, container + ".log").text());
      }
    }
    return keys;
  }

  static String artifact(String container) {
    return container + "-logs";
  }

  /** Those that were stored, as Argo records them among the outputs. */
  static List<ObjectNode> outputs(Template template, PodAssessment seen) {
    Set<String> names =
        PodAssessment.mainContainers(template).stream()
            .map(ArchivedLogs::artifact)
            .collect(Collectors.toSet());
    template.outputs().artifacts().forEach(declared -> names.remove(declared.name()));
    return seen.artifacts().stream()
        .filter(stored -> names.contains(stored.name()))
        .map(ArchivedLogs::output)
        .toList();
  }

  private static ObjectNode output(StoredArtifact log) {
    ObjectNode output = Fields.NOTHING.objectNode().put("name", log.name());
    output.putObject("s3").put("key", log.key());
    return output;
  }
}
