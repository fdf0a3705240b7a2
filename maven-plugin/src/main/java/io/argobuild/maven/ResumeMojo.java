package io.argobuild.maven;

import io.argobuild.core.run.ResumeOptions;
import io.argobuild.core.run.WorkflowService;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Resumes a suspended run, or one suspended node of it.
 *
 * @since 0.1.0
 */
@Mojo(name = "resume", requiresProject = false, aggregator = true, threadSafe = true)
public final class ResumeMojo extends AbstractRunMojo {

  /**
   * Name, display name or ID of a suspended node; by default the run and all of its suspended
   * nodes.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.node")
  String node = "";

  /**
   * Values of the node's supplied output parameters: {@code name=value,other=value}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.outputParameters")
  String outputParameters = "";

  /**
   * Kept at the node.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.message")
  String message = "";

  @Override
  void perform() {
    Map<String, String> outputs = Texts.pairs("argo.outputParameters", outputParameters);
    ResumeOptions given = new ResumeOptions(node, outputs, message);
    try (WorkflowService service = open()) {
      tellAccepted("resume", service.resume(run, given));
    }
  }
}
