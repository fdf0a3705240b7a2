package io.argobuild.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Commands for the user to type next.
 *
 * @param prefix what stands before the goal: {@code argo} where Maven knows it, else coordinates
 */
record Hints(String prefix) {
  private static final String GROUP = "io.argobuild";
  private static final String KEY = GROUP + ":argo-maven-plugin";

  static Hints of(MavenSession session, MojoExecution execution) {
    MavenProject project = session.getCurrentProject();
    boolean known =
        session.getSettings().getPluginGroups().contains(GROUP)
            || (project != null && project.getPlugin(KEY) != null);
    return new Hints(known ? "argo" : KEY + ':' + execution.getVersion());
  }

  /** For instance {@code mvn argo:logs -Dargo.run=hello-x7k2p}. */
  String command(String goal, String run, String... more) {
    StringBuilder text = new StringBuilder("mvn ").append(prefix).append(':').append(goal);
    text.append(" -Dargo.run=").append(run);
    for (String option : more) {
      text.append(' ').append(quoted(option));
    }
    return text.toString();
  }

  /** For a POSIX shell. */
  private static String quoted(String option) {
    return option.matches("[A-Za-z0-9_.,:=/@%+-]*")
        ? option
        : '\'' + option.replace("'", "'\\''") + '\'';
  }
}
