package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Which of the workflows in the manifests run. */
final class WorkflowChoice {
  private WorkflowChoice() {}

  /**
   * @param wanted a name or generateName; empty for all
   * @return at least one
   */
  static List<ManifestObject> of(Manifests manifests, String wanted) {
    List<ManifestObject> all =
        manifests.objects().stream().filter(object -> object.workflow().isPresent()).toList();
    if (all.isEmpty()) {
      // Says what the files hold instead.
      manifests.onlyWorkflow();
    }
    List<ManifestObject> chosen =
        all.stream().filter(object -> wanted.isEmpty() || isMeant(object, wanted)).toList();
    if (chosen.isEmpty()) {
      String labels = all.stream().map(ManifestObject::label).collect(Collectors.joining(", "));
      throw new ProblemException(
          new Problem(
              "ARGO_WORKFLOW_NOT_FOUND",
              ProblemClass.NOT_FOUND,
              "the files hold no workflow '" + wanted + "' but " + labels,
              new Place.At("argo.workflow"),
              "Name one of them"));
    }
    return chosen;
  }

  private static boolean isMeant(ManifestObject object, String wanted) {
    Workflow workflow = object.workflow().orElseThrow();
    return object.name().equals(wanted)
        || workflow.name().equals(wanted)
        || workflow.generateName().equals(wanted);
  }
}
