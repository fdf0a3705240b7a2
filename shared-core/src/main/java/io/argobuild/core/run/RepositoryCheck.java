package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactDriver;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.template.OutsideReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses runs whose artifacts could not go where their manifests say. */
final class RepositoryCheck {
  private static final List<String> PLACE = List.of("endpoint", "bucket", "region");

  private final ObjectNode repository;
  private final List<Template> templates = new ArrayList<>();

  /**
   * @param workflow with its repository in the status
   * @param resources given along; those that it does not refer to don't count
   */
  RepositoryCheck(Workflow workflow, List<ObjectNode> resources) {
    this.repository =
        Fields.objectOrNothing(
            workflow.status().path("artifactRepositoryRef"), "artifactRepository");
    Known known = new Known(resources);
    gather(workflow.raw());
    OutsideReferences.closure(workflow.raw(), List.of(), known::find).forEach(this::gather);
  }

  /** Finds what a reference means. */
  private record Known(List<ObjectNode> objects) {
    Optional<ObjectNode> find(OutsideReferences.Reference reference) {
      return objects.stream()
          .filter(o -> Fields.textOrEmpty(o, "kind").equals(reference.kind().kind()))
          .filter(o -> Fields.textOrEmpty(o.path("metadata"), "name").equals(reference.name()))
          .findFirst();
    }
  }

  private void gather(ObjectNode object) {
    JsonNode spec = object.path("spec");
    spec.path("templates").forEach(this::template);
    template(spec.path("templateDefaults"));
    spec.findValues("inline").forEach(this::template);
  }

  private void template(JsonNode json) {
    if (json instanceof ObjectNode object) {
      templates.add(new Template(object));
    }
  }

  /**
   * An archive location may name the run's repository, but no other.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code ARTIFACT_LOCATION_ELSEWHERE}
   */
  void refuseOtherPlaces() {
    ObjectNode home = new ArtifactLocation(repository).fields();
    for (Template template : templates) {
      ArtifactLocation archive =
          new ArtifactLocation(template.archiveLocation().orElse(Fields.NOTHING));
      for (String field : PLACE) {
        String wanted = Fields.textOrEmpty(archive.fields(), field);
        if (!wanted.isEmpty() && !wanted.equals(Fields.textOrEmpty(home, field))) {
          throw RunProblems.archivedElsewhere(template.name(), field, wanted, place(home));
        }
      }
    }
  }

  private static String place(ObjectNode home) {
    return home.isEmpty()
        ? "the folder of artifacts"
        : "bucket '" + Fields.textOrEmpty(home, "bucket") + "'";
  }

  /**
   * Pods of a cluster reach no folder of this machine.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code ARTIFACT_REPOSITORY_NEEDED}
   */
  void refuseFolder() {
    if (!repository.isEmpty()) {
      return;
    }
    for (Template template : templates) {
      if (template.type().filter(TemplateType::isPod).isPresent()) {
        List<Artifact> needy = new ArrayList<>(template.outputs().artifacts());
        template.inputs().artifacts().stream().filter(RepositoryCheck::byKey).forEach(needy::add);
        if (!needy.isEmpty()) {
          throw RunProblems.repositoryNeeded(template.name(), needy.get(0).name());
        }
      }
    }
  }

  private static boolean byKey(Artifact artifact) {
    return ArtifactDriver.of(artifact.raw()).filter(d -> d == ArtifactDriver.S3).isPresent();
  }
}
