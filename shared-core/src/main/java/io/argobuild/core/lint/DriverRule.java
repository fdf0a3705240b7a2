package io.argobuild.core.lint;

import io.argobuild.core.artifact.ArtifactDriver;
import io.argobuild.core.manifest.Artifact;
import java.util.List;

/** Artifacts in stores that this engine cannot reach. */
final class DriverRule {
  private DriverRule() {}

  static void check(Findings findings, List<Artifact> artifacts, Site list) {
    for (int i = 0; i < artifacts.size(); i++) {
      check(findings, artifacts.get(i), list.item(i));
    }
  }

  /** Also for a place that artifacts go to, which has no name. What is optional is left out. */
  static void check(Findings findings, Artifact artifact, Site site) {
    ArtifactDriver.of(artifact.raw())
        .filter(driver -> driver.use() == ArtifactDriver.Use.NONE)
        .ifPresent(
            driver ->
                findings.add(
                    Rule.ARTIFACT_DRIVER_UNSUPPORTED,
                    artifact.optional() ? Severity.WARNING : Severity.ERROR,
                    site.field(driver.field()).place(),
                    "artifacts in '" + driver.field() + "' are for an Argo controller only",
                    Rule.ARTIFACT_DRIVER_UNSUPPORTED.suggestion()));
  }
}
