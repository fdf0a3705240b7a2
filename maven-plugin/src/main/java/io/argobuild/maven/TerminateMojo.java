package io.argobuild.maven;

import io.argobuild.core.run.WorkflowService;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Terminates a run that goes on: everything ends, exit handlers do not run.
 *
 * @since 0.1.0
 */
@Mojo(name = "terminate", requiresProject = false, aggregator = true, threadSafe = true)
public final class TerminateMojo extends AbstractRunMojo {

  @Override
  void perform() {
    try (WorkflowService service = open()) {
      tellAccepted("terminate", service.terminate(run));
    }
  }
}
