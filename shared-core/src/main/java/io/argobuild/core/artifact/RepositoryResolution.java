package io.argobuild.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the repository that a workflow's artifacts go to (Argo 4.1.2, Argo 4.1.2): that of its
 * {@code artifactRepositoryRef}, else that of the ConfigMap {@code artifact-repositories} that its
 * annotation names.
 */
public final class RepositoryResolution {
  private static final String CONFIG_MAP = "artifact-repositories";
  private static final String DEFAULT_KEY = "workflows.argoproj.io/default-artifact-repository";

  private final List<ObjectNode> configMaps;

  /**
   * @param configMaps those that are known, whatever their namespace
   */
  public RepositoryResolution(List<ObjectNode> configMaps) {
    this.configMaps = List.copyOf(configMaps);
  }

  /**
   * What {@code status.artifactRepositoryRef} is to hold: where it was found, and a copy of it, so
   * that it is still known when the ConfigMap has changed. Empty when the workflow asks for none
   * and there is no default.
   *
   * @throws ProblemException {@code ARTIFACT_REPOSITORY_MISSING}, {@code
   *     ARTIFACT_REPOSITORY_INVALID}
   */
  public Optional<ObjectNode> resolve(Workflow workflow) {
    Optional<ObjectNode> asked = Fields.object(workflow.spec().raw(), "artifactRepositoryRef");
    if (asked.isPresent()) {
      String name = or(Fields.textOrEmpty(asked.get(), "configMap"), CONFIG_MAP);
      String key = Fields.textOrEmpty(asked.get(), "key");
      return Optional.of(
          found(workflow, name, key).orElseThrow(() -> missing(workflow, name, key)));
    }
    return found(workflow, CONFIG_MAP, "");
  }

  private Optional<ObjectNode> found(Workflow workflow, String name, String wanted) {
    for (ObjectNode map : configMaps) {
      JsonNode metadata = map.path("metadata");
      if (Fields.textOrEmpty(metadata, "name").equals(name)) {
        String key = or(wanted, Fields.textOrEmpty(metadata.path("annotations"), DEFAULT_KEY));
        Optional<String> text =
            key.isEmpty() ? Optional.empty() : Fields.text(map.path("data"), key);
        return text.map(yaml -> ref(workflow, name, key, repository(name, key, yaml)));
      }
    }
    return Optional.empty();
  }

  private static ObjectNode ref(Workflow workflow, String name, String key, ObjectNode repository) {
    ObjectNode ref = Fields.NOTHING.objectNode();
    ref.put("configMap", name).put("key", key).put("namespace", workflow.namespace());
    ref.set("artifactRepository", repository);
    return ref;
  }

  private static ObjectNode repository(String name, String key, String yaml) {
    String place = "ConfigMap " + name + ", key " + key;
    try {
      YamlReader reader = new YamlReader(Limits.DEFAULT, YamlReader.Duplicates.LAST_WINS);
      if (reader.readSingle(yaml, place) instanceof ObjectNode repository
          && new ArtifactLocation(repository).driver().isPresent()) {
        return repository;
      }
      throw invalid("it names no kind of store such as s3", place);
    } catch (ProblemException e) {
      throw e.problem().code().equals("ARTIFACT_REPOSITORY_INVALID")
          ? e
          : invalid(e.problem().text(), place);
    }
  }

  private static ProblemException missing(Workflow workflow, String name, String key) {
    String shown = name + (key.isEmpty() ? "" : "#" + key);
    return new ProblemException(
        new Problem(
            "ARTIFACT_REPOSITORY_MISSING",
            ProblemClass.CONFIGURATION,
            "failed to find any artifact repository for artifact repository ref \"" + shown + "\"",
            new Place.At("workflow " + workflow.name() + ", spec.artifactRepositoryRef"),
            "Give a manifest with ConfigMap '" + name + "' that has the key"));
  }

  private static ProblemException invalid(String why, String place) {
    return new ProblemException(
        new Problem(
            "ARTIFACT_REPOSITORY_INVALID",
            ProblemClass.CONFIGURATION,
            "the artifact repository can't be read: " + why,
            new Place.At(place),
            "Write it as Argo's documentation shows it"));
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
