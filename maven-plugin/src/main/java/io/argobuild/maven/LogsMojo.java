package io.argobuild.maven;

import io.argobuild.core.run.LogQuery;
import io.argobuild.core.run.RunEvent;
import io.argobuild.core.run.WorkflowService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows logs of a run's pods, each line with the name of its node.
 *
 * @since 0.1.0
 */
@Mojo(name = "logs", requiresProject = false, aggregator = true, threadSafe = true)
public final class LogsMojo extends AbstractReadMojo {

  /**
   * Name, display name or ID of a node, or name of a pod; by default all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.node")
  String node = "";

  /**
   * Which container.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.container", defaultValue = "main")
  String container = "main";

  /**
   * Whether to wait for more until the workflow has ended.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.follow", defaultValue = "false")
  boolean follow;

  /**
   * How many of the last lines of each pod; all when negative.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.tail", defaultValue = "-1")
  int tail = -1;

  @Override
  void perform() throws InterruptedException {
    Style style = style();
    AtomicBoolean any = new AtomicBoolean();
    try (WorkflowService service = open()) {
      service.logs(
          chosen(service),
          new LogQuery(node, container, follow, tail),
          line -> {
            any.set(true);
            getLog().info(text(line, style));
          });
    }
    if (!any.get()) {
      getLog().info("No lines: nothing was written, or the pods were deleted at the end");
    }
  }

  private static String text(RunEvent.PodLog log, Style style) {
    return style.prefix(log.displayName()) + LogLine.clean(log.line(), style.colour());
  }
}
