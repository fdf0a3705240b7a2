package io.argobuild.maven;

import org.apache.maven.plugins.annotations.Parameter;

/** Goals that do something with one run. */
abstract class AbstractRunMojo extends AbstractServiceMojo {

  /**
   * The run's name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.run", required = true)
  String run = "";

  /** Says what became of a command. */
  void tellAccepted(String what, boolean driven) {
    if (driven) {
      getLog().info("Workflow " + run + " was asked to " + what);
    } else {
      getLog()
          .warn(
              "Nobody drives workflow "
                  + run
                  + " now; whoever takes it over will "
                  + what
                  + " it. Next: "
                  + hints().command("attach", run));
    }
  }
}
