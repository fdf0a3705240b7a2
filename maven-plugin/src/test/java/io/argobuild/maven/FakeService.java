package io.argobuild.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.OrphanReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.retry.StatusFinding;
import io.argobuild.core.run.ArtifactSink;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.LogQuery;
import io.argobuild.core.run.OrphanOptions;
import io.argobuild.core.run.ResumeOptions;
import io.argobuild.core.run.Run;
import io.argobuild.core.run.RunEvent;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.run.RunListener;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.run.WorkflowService;
import io.argobuild.core.status.WorkflowPhase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what it is asked, and answers with what it was given. */
final class FakeService implements WorkflowService {
  final List<String> calls = new ArrayList<>();
  @Nullable RunOptions submitted;
  List<RunInfo> runs = List.of();
  List<StatusFinding> findings = List.of();
  boolean driven = true;
  boolean closed;
  RunOutcome outcome = outcome("demo", WorkflowPhase.SUCCEEDED, null);
  GcPlan plan = new GcPlan("demo", List.of(), List.of(), Set.of());
  final Map<String, Map<String, String>> labels = new HashMap<>();
  final Set<String> unknown = new HashSet<>();
  List<StoredObject> orphans = List.of();
  OrphanReport orphanReport = new OrphanReport("s3://b", "", 0, 0, 0, 0, List.of());
  GcReport report = new GcReport("demo", List.of(), List.of(), List.of(), List.of());

  static Workflow workflow(String name) {
    var raw = JsonNodeFactory.instance.objectNode();
    raw.put("kind", "Workflow").putObject("metadata").put("name", name);
    return new Workflow(raw);
  }

  static RunOutcome outcome(
      String name, WorkflowPhase phase, RunOutcome.@Nullable Failure failure) {
    Workflow workflow = workflow(name);
    workflow.raw().putObject("status").put("phase", phase.argoName());
    return new RunOutcome(workflow, phase, false, failure, Map.of(), null);
  }

  static ProblemException problem(ProblemClass kind) {
    return new ProblemException(
        new Problem("SOME_CODE", kind, "something is wrong", new Place.At("there"), "Mend it"));
  }

  @Override
  public Run submit(RunOptions options, RunListener listener) {
    calls.add("submit");
    submitted = options;
    listener.on(new RunEvent.Started(outcome.workflow(), false));
    return new FakeRun();
  }

  @Override
  public RunOutcome run(RunOptions options, RunListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Run attach(String name, Manifests resources, DriverOptions options, RunListener listener) {
    calls.add("attach " + name + " with " + resources.objects().size());
    return new FakeRun();
  }

  @Override
  public RetryPlan planRetry(String name, RetryOptions options) {
    calls.add("planRetry " + name + " " + options);
    return new RetryPlan(
        outcome.workflow(), findings, List.of(), List.of(), List.of(), List.of("demo"));
  }

  @Override
  public Run retry(
      String name,
      RetryOptions options,
      Manifests resources,
      DriverOptions driver,
      RunListener listener) {
    calls.add("retry " + name + " " + options + " with " + resources.objects().size());
    return new FakeRun();
  }

  @Override
  public RunOptions resubmission(
      String name, Map<String, String> parameters, Manifests resources, DriverOptions driver) {
    calls.add("resubmission " + name + " " + parameters + " " + resources.objects().size());
    return RunOptions.builder(outcome.workflow()).parameters(parameters).validated(false).build();
  }

  @Override
  public Workflow get(String name) {
    calls.add("get " + name);
    Workflow workflow = outcome.workflow();
    if (labels.containsKey(name)) {
      ObjectNode metadata = (ObjectNode) workflow.raw().path("metadata");
      ObjectNode given = metadata.putObject("labels");
      labels.get(name).forEach(given::put);
    }
    return workflow;
  }

  @Override
  public List<RunInfo> list() {
    return runs;
  }

  @Override
  public void logs(String name, LogQuery query, Consumer<RunEvent.PodLog> lines) {
    calls.add("logs " + name + " " + query);
    lines.accept(new RunEvent.PodLog("id", "step", "pod", "main", "a line"));
  }

  @Override
  public void artifact(String name, String key, Manifests resources, ArtifactSink sink)
      throws IOException {
    calls.add("artifact " + name + " " + key);
    sink.accept("../out/" + key, new ByteArrayInputStream(key.getBytes(UTF_8)));
  }

  private static String with(Manifests resources) {
    int given = resources.objects().size();
    return given == 0 ? "" : " with " + given;
  }

  private boolean command(String text) {
    calls.add(text);
    return driven;
  }

  @Override
  public boolean stop(String name, String message) {
    return command("stop " + name + " " + message);
  }

  @Override
  public boolean terminate(String name) {
    return command("terminate " + name);
  }

  @Override
  public boolean suspend(String name) {
    return command("suspend " + name);
  }

  @Override
  public boolean resume(String name, ResumeOptions options) {
    return command("resume " + name + " " + options);
  }

  @Override
  public GcReport gc(String name, Manifests resources) {
    calls.add("gc " + name + with(resources));
    if (unknown.contains(name)) {
      throw problem(ProblemClass.NOT_FOUND);
    }
    return report;
  }

  @Override
  public GcPlan gcPlan(String name) {
    calls.add("gcPlan " + name);
    return plan;
  }

  @Override
  public OrphanReport orphans(OrphanOptions options, Consumer<StoredObject> listener) {
    calls.add("orphans '" + options.prefix() + "' " + options.delete());
    orphans.forEach(listener);
    return orphanReport;
  }

  @Override
  public GcReport delete(String name, Manifests resources) {
    calls.add("delete " + name + with(resources));
    return report;
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class FakeRun implements Run {
    @Override
    public String name() {
      return outcome.name();
    }

    @Override
    public Workflow workflow() {
      return outcome.workflow();
    }

    @Override
    public RunOutcome await() {
      return outcome;
    }

    @Override
    public Optional<RunOutcome> await(Duration timeout) {
      return Optional.of(outcome);
    }

    @Override
    public void stop(String message) {
      calls.add("stop");
    }

    @Override
    public void terminate() {
      calls.add("terminate");
    }

    @Override
    public void suspend() {
      calls.add("suspend");
    }

    @Override
    public void resume(ResumeOptions options) {
      calls.add("resume");
    }

    @Override
    public void interrupt() {
      calls.add("interrupt");
    }

    @Override
    public void detach() {
      calls.add("detach");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
