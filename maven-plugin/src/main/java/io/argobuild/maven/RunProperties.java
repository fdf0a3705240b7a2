package io.argobuild.maven;

import io.argobuild.core.run.RunOutcome;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Hands what a run came to to the goals that come after it in the build. */
final class RunProperties {
  static final String NAME = "argo.outcome.name";
  static final String PHASE = "argo.outcome.phase";
  static final String OUTPUTS = "argo.outputs.";

  private RunProperties() {}

  /** As properties of the project, such as {@code ${argo.outputs.version}}. */
  static void set(MavenSession session, RunOutcome outcome) {
    MavenProject project = session.getCurrentProject();
    if (project == null) {
      return;
    }
    Properties properties = project.getProperties();
    properties.setProperty(NAME, outcome.name());
    properties.setProperty(PHASE, outcome.phase().argoName());
    outcome.outputs().forEach((name, value) -> properties.setProperty(OUTPUTS + name, value));
  }
}
