package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.artifact.KeyFormat;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.template.Variables;

/**
 * The part of the store that a pod's artifacts go to (Argo 4.1.2, Argo 4.1.2): by the key of the
 * template's archive location, else by the key format of the run's repository.
 */
final class ArtifactFolder {
  private ArtifactFolder() {}

  /**
   * @throws io.argobuild.core.problem.ProblemException {@code ARTIFACT_KEY_UNRESOLVED}
   */
  static String of(Drive drive, Template template, String podName) {
    Variables variables =
        Drive.withInputs(drive.globals.variables(), template).with("pod.name", podName);
    return format(drive, template).expand(variables::text);
  }

  private static KeyFormat format(Drive drive, Template template) {
    return template
        .archiveLocation()
        .flatMap(archive -> new ArtifactLocation(archive).key())
        .map(KeyFormat::new)
        .orElseGet(() -> KeyFormat.of(new ArtifactLocation(repository(drive))));
  }

  private static ObjectNode repository(Drive drive) {
    ObjectNode rest = drive.pass.status().rest();
    return rest == null
        ? Fields.NOTHING
        : Fields.objectOrNothing(rest.path("artifactRepositoryRef"), "artifactRepository");
  }
}
