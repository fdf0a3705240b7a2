package io.argobuild.maven;

import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.run.LogQuery;
import io.argobuild.core.run.RunEvent;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.run.WorkflowService;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowStatus;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run that another process drives, until it has ended; whoever drives it is left alone. The
 * build fails when the workflow does.
 *
 * @since 0.1.0
 */
@Mojo(name = "watch", requiresProject = false, aggregator = true, threadSafe = true)
public final class WatchMojo extends AbstractReadMojo {
  private static final long INTERVAL_MILLIS = 300;

  /**
   * Which logs of pods are shown: {@code main} or {@code none}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.logs", defaultValue = "main")
  String logs = "main";

  /**
   * Whether the build fails when the workflow does.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.failOnError", defaultValue = "true")
  boolean failOnError = true;

  @Override
  void perform() throws MojoFailureException, InterruptedException {
    boolean withLogs = Texts.choice(LogChoice.class, "argo.logs", logs) != LogChoice.NONE;
    Style style = style();
    try (WorkflowService service = open()) {
      String name = chosen(service);
      RunOutcome outcome;
      try (Console console = Console.of(getLog(), style)) {
        Narrator narrator = new Narrator(console, style, InstantSource.system());
        outcome = follow(service, name, narrator, withLogs);
      }
      EndReport.lines(outcome, style, InstantSource.system().instant()).forEach(getLog()::info);
      RunProperties.set(session, outcome);
      if (!outcome.isSucceeded() && failOnError) {
        throw new MojoFailureException(EndReport.failure(outcome, hints()));
      }
    }
  }

  private RunOutcome follow(
      WorkflowService service, String name, Narrator narrator, boolean withLogs)
      throws InterruptedException {
    Seen seen = new Seen(narrator);
    Workflow workflow = service.get(name);
    Thread reader = new Thread(() -> read(service, name, narrator), "argo-watch-" + name);
    reader.setDaemon(true);
    if (withLogs && !seen.isOver(workflow)) {
      reader.start();
    }
    try {
      seen.take(workflow);
      boolean warned = false;
      while (!seen.isOver(workflow)) {
        if (!warned && !isDriven(service, name)) {
          warned = true;
          getLog().warn("Nobody drives it. Next: " + hints().command("attach", name));
        }
        TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        narrator.tick();
        workflow = service.get(name);
        seen.take(workflow);
      }
    } finally {
      reader.join(withLogs ? TimeUnit.SECONDS.toMillis(10) : 1);
    }
    return outcome(workflow);
  }

  private static boolean isDriven(WorkflowService service, String name) {
    return service.list().stream().anyMatch(r -> r.name().equals(name) && !r.driver().isEmpty());
  }

  private void read(WorkflowService service, String name, Narrator narrator) {
    try {
      service.logs(name, new LogQuery("", "main", true, -1), narrator::on);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      getLog().warn("Without logs: " + e.problem().text());
    }
  }

  private static RunOutcome outcome(Workflow workflow) {
    WorkflowStatus status = StatusReader.workflow(workflow.status());
    Map<String, String> outputs = new LinkedHashMap<>();
    if (status.outputs() != null) {
      new Outputs(status.outputs())
          .parameters()
          .forEach(output -> output.value().ifPresent(v -> outputs.put(output.name(), v)));
    }
    return new RunOutcome(workflow, status.phase(), false, null, outputs, null);
  }

  /** What was told of a run. */
  private static final class Seen {
    private final Narrator narrator;
    private final Map<String, NodeStatus> nodes = new HashMap<>();
    private @Nullable WorkflowStatus status;

    private Seen(Narrator narrator) {
      this.narrator = narrator;
    }

    private boolean isOver(Workflow workflow) {
      return StatusReader.workflow(workflow.status()).phase().isFulfilled();
    }

    private void take(Workflow workflow) {
      for (NodeStatus node : StatusReader.nodes(workflow.status())) {
        NodeStatus before = nodes.put(node.id(), node);
        if (!node.equals(before)) {
          narrator.on(new RunEvent.NodeChanged(before, node));
        }
      }
      WorkflowStatus now = StatusReader.workflow(workflow.status());
      if (status == null || !status.equals(now)) {
        WorkflowStatus before = status == null ? now : status;
        narrator.on(
            new RunEvent.StatusChanged(
                before, now, workflow.spec().raw().path("suspend").asBoolean()));
        status = now;
      }
    }
  }
}
