package io.argobuild.maven;

import io.argobuild.core.problem.Finding;
import io.argobuild.core.run.Doctor;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Looks whether workflows can run with these parameters: which cluster is meant, whether it can be
 * reached, which rights are missing, whether pods are admitted. Says what to do, and changes
 * nothing; the build fails when no workflow could run.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, aggregator = true, threadSafe = true)
public final class DoctorMojo extends AbstractServiceMojo {

  @Override
  void perform() throws MojoFailureException {
    List<Finding> findings = Doctor.examine(options());
    long errors = 0;
    for (Finding finding : findings) {
      String line = finding.subject() + ": " + finding.text();
      String next = finding.nextStep().isEmpty() ? "" : ". " + finding.nextStep();
      switch (finding.level()) {
        case OK -> getLog().info(line);
        case WARNING -> getLog().warn(line + next);
        case ERROR -> {
          errors++;
          getLog().error(line + next);
        }
      }
    }
    if (errors > 0) {
      throw new MojoFailureException("Workflows can't run here: " + errors + " errors above");
    }
  }
}
