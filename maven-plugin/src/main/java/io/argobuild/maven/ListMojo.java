package io.argobuild.maven;

import io.argobuild.core.report.Durations;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.run.WorkflowService;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists all runs of the work folder: those that go on first, then the latest first.
 *
 * @since 0.1.0
 */
@Mojo(name = "list", requiresProject = false, aggregator = true, threadSafe = true)
public final class ListMojo extends AbstractServiceMojo {
  private enum Output {
    TABLE,
    NAME
  }

  /**
   * How: {@code table}, or {@code name} for names alone.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.output", defaultValue = "table")
  String output = "table";

  @Override
  void perform() {
    Output shape = Texts.choice(Output.class, "argo.output", output);
    try (WorkflowService service = open()) {
      List<RunInfo> runs = service.list();
      if (shape == Output.NAME) {
        runs.forEach(run -> getLog().info(run.name()));
      } else if (runs.isEmpty()) {
        getLog().info("No runs in " + options().workFolder());
      } else {
        table(runs, InstantSource.system().instant()).forEach(getLog()::info);
      }
    }
  }

  static List<String> table(List<RunInfo> runs, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "STATUS", "AGE", "DURATION", "PROGRESS", "DRIVER", "MESSAGE"));
    runs.forEach(run -> rows.add(row(run, now)));
    return Tables.lines(rows);
  }

  private static List<String> row(RunInfo run, Instant now) {
    WorkflowStatus status = run.status();
    String age = Durations.inShort(Duration.between(run.createdAt(), now));
    if (status == null) {
      return List.of(run.name(), "unreadable", age, "", "", "", run.problem());
    }
    Instant end = status.finishedAt() == null ? now : status.finishedAt();
    String took =
        status.startedAt() == null
            ? "0s"
            : Durations.inShort(Duration.between(status.startedAt(), end));
    String phase = status.phase().argoName().isEmpty() ? "Pending" : status.phase().argoName();
    return List.of(run.name(), phase, age, took, status.progress(), run.driver(), status.message());
  }
}
