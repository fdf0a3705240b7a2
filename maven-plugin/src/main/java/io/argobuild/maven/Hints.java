package io.argobuild.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Commands for the user to type next.
 *
 * @param prefix what stands before the goal: {@code argo} where Maven knows it, else coordinates
 * @param options that every command needs
 */
record Hints(String prefix, List<String> options) {
  private static final String GROUP = "io.argobuild";
  private static final String KEY = GROUP + ":argo-maven-plugin";

  static Hints of(MavenSession session, MojoExecution execution) {
    MavenProject project = session.getCurrentProject();
    boolean known =
        session.getSettings().getPluginGroups().contains(GROUP)
            || (project != null && project.getPlugin(KEY) != null);
    return new Hints(known ? "argo" : KEY + ':' + execution.getVersion(), List.of());
  }

  Hints with(String option) {
    List<String> all = new ArrayList<>(options);
    all.add(option);
    return new Hints(prefix, List.copyOf(all));
  }

  /** With files that have to be named each time, if any were. */
  Hints givenAgain(String manifest) {
    return manifest.isEmpty() ? this : with("-Dargo.manifest=" + manifest);
  }

  /** For instance {@code mvn argo:logs -Dargo.run=hello-x7k2p}. */
  String command(String goal, String run, String... more) {
    List<String> words = new ArrayList<>(List.of("mvn", prefix + ':' + goal, "-Dargo.run=" + run));
    words.addAll(List.of(more));
    words.addAll(options);
    return String.join(" ", words.stream().map(Hints::quoted).toList());
  }

  /** For a POSIX shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_.,:=/@%+-]*") ? word : '\'' + word.replace("'", "'\\''") + '\'';
  }
}
