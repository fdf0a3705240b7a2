package io.argobuild.maven;

import io.argobuild.core.problem.ProblemException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Which of Maven's two exceptions a problem becomes. */
final class Failures {
  private Failures() {}

  /**
   * What the user can mend fails the build without a stack trace.
   *
   * @return never; written so that callers can throw it
   */
  static MojoExecutionException rethrown(ProblemException e) throws MojoFailureException {
    String text = e.problem().text();
    return switch (e.problem().kind()) {
      case CONFIGURATION, PERMISSION, NOT_FOUND -> throw new MojoFailureException(text);
      case TRANSIENT, INTERNAL -> new MojoExecutionException(text, e);
    };
  }
}
