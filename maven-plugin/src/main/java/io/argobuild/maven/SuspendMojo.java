package io.argobuild.maven;

import io.argobuild.core.run.WorkflowService;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Suspends a run: no new pods begin, running ones go on.
 *
 * @since 0.1.0
 */
@Mojo(name = "suspend", requiresProject = false, aggregator = true, threadSafe = true)
public final class SuspendMojo extends AbstractRunMojo {

  @Override
  void perform() {
    try (WorkflowService service = open()) {
      tellAccepted("suspend", service.suspend(run));
    }
  }
}
