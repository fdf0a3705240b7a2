package io.argobuild.core.report.view;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a view is made from.
 *
 * @param workflow with its status
 * @param now the end of what still runs
 * @param gc what artifact GC did last; null when that isn't known
 * @param logs ends of logs, by node ID
 * @param started when nodes were first seen to work, by node ID; a status doesn't tell it
 * @param runtime where pods ran
 * @param manifest as the user named it
 * @param next commands that make sense now
 * @param secrets values that must not be shown
 */
public record ViewInput(
    Workflow workflow,
    Instant now,
    @Nullable GcReport gc,
    Map<String, LogTail> logs,
    Map<String, Instant> started,
    String runtime,
    String manifest,
    List<View.NextStep> next,
    Set<String> secrets) {
  public ViewInput {
    logs = Map.copyOf(logs);
    started = Map.copyOf(started);
    next = List.copyOf(next);
    secrets = Set.copyOf(secrets);
  }

  public static ViewInput of(Workflow workflow, Instant now) {
    return new ViewInput(workflow, now, null, Map.of(), Map.of(), "", "", List.of(), Set.of());
  }

  public ViewInput withGc(@Nullable GcReport report) {
    return new ViewInput(workflow, now, report, logs, started, runtime, manifest, next, secrets);
  }

  public ViewInput withLogs(Map<String, LogTail> tails) {
    return new ViewInput(workflow, now, gc, tails, started, runtime, manifest, next, secrets);
  }

  public ViewInput withStarted(Map<String, Instant> times) {
    return new ViewInput(workflow, now, gc, logs, times, runtime, manifest, next, secrets);
  }

  public ViewInput withOrigin(String where, String file) {
    return new ViewInput(workflow, now, gc, logs, started, where, file, next, secrets);
  }

  public ViewInput withNext(List<View.NextStep> commands) {
    return new ViewInput(workflow, now, gc, logs, started, runtime, manifest, commands, secrets);
  }

  public ViewInput withSecrets(Set<String> values) {
    return new ViewInput(workflow, now, gc, logs, started, runtime, manifest, next, values);
  }
}
