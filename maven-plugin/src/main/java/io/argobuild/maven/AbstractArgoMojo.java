package io.argobuild.maven;

import io.argobuild.core.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals share: skipping, and how problems reach the user. */
abstract class AbstractArgoMojo extends AbstractMojo {

  /**
   * Does nothing when true.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${basedir}", readonly = true)
  File basedir = new File("");

  @Parameter(defaultValue = "${session}", readonly = true)
  @SuppressWarnings("NullAway.Init")
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true)
  @SuppressWarnings("NullAway.Init")
  MojoExecution mojoExecution;

  /** Does what the goal is for. */
  abstract void perform() throws MojoFailureException, InterruptedException, IOException;

  /** Why there is nothing to do; empty when there is. */
  String whySkipped() {
    return skip ? "argo.skip is set" : "";
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    String reason = whySkipped();
    if (!reason.isEmpty()) {
      getLog().info("Skipped: " + reason);
      return;
    }
    try {
      perform();
    } catch (ProblemException e) {
      throw Failures.rethrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("Interrupted", e);
    } catch (IOException e) {
      throw new MojoExecutionException(e.toString(), e);
    }
  }

  /** A path as the user meant it: relative ones are below the project's folder. */
  Path resolve(String path) {
    return base().resolve(path);
  }

  Path base() {
    return basedir.toPath();
  }

  /**
   * Where reports are: what was given, else in the build folder. Maven has none for a build without
   * a POM.
   */
  Path reportFolder(String given) {
    if (!given.isEmpty()) {
      return resolve(given);
    }
    MavenProject project = session.getCurrentProject();
    Path build =
        project == null || project.getFile() == null
            ? resolve("target")
            : resolve(project.getBuild().getDirectory());
    return build.resolve("argo");
  }

  /** As short as it is clear: relative to the project's folder where it is below that. */
  String shown(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    Path base = base().toAbsolutePath().normalize();
    return (whole.startsWith(base) ? base.relativize(whole) : whole).toString();
  }

  /** Ready to be typed. */
  Hints hints() {
    return Hints.of(session, mojoExecution);
  }

  Style style() {
    return Style.of(session);
  }
}
