package io.argobuild.maven;

import io.argobuild.core.run.WorkflowService;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops a run that goes on: nothing new begins, running pods end, exit handlers still run.
 *
 * @since 0.1.0
 */
@Mojo(name = "stop", requiresProject = false, aggregator = true, threadSafe = true)
public final class StopMojo extends AbstractRunMojo {

  /**
   * Why, kept in the status.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.message")
  String message = "";

  @Override
  void perform() {
    try (WorkflowService service = open()) {
      tellAccepted("stop", service.stop(run, message));
    }
  }
}
