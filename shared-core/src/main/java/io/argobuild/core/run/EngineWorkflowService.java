package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcTrigger;
import io.argobuild.core.gc.OrphanReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.retry.ManualRetry;
import io.argobuild.core.retry.Resubmission;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.store.RunManifest;
import io.argobuild.core.store.RunSummary;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoredRun;
import io.argobuild.core.template.OutsideReferences;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Runs workflows by our own engine. */
public final class EngineWorkflowService implements WorkflowService {
  private static final int NAME_ATTEMPTS = 8;

  private final RuntimeChoice choice;
  private final Wiring wiring;
  private final RunStarter starter;
  private final Runnable whenClosed;
  private final Expiry expiry;
  private final Map<String, DrivenRun> driven = new ConcurrentHashMap<>();

  /**
   * Runs on this machine; the folders are made when they are needed.
   *
   * @throws ProblemException when the runtime that is wanted isn't available
   */
  public static EngineWorkflowService open(ServiceOptions options) {
    RuntimeChoice choice = RuntimeChoice.of(options.runtime(), options.kubernetes());
    LocalWiring wiring = LocalWiring.of(options);
    EngineWorkflowService service =
        new EngineWorkflowService(choice, wiring.wiring(), wiring::close);
    service.expiry.begin();
    return service;
  }

  /**
   * @param whenClosed ends what the wiring needs and nobody else
   */
  EngineWorkflowService(RuntimeChoice choice, Wiring wiring, Runnable whenClosed) {
    this.choice = choice;
    this.whenClosed = whenClosed;
    this.wiring = wiring;
    this.starter = new RunStarter(wiring, new Children());
    this.expiry = new Expiry(wiring.store(), wiring.clock(), name -> delete(name).isComplete());
  }

  @Override
  public Run submit(RunOptions given, RunListener listener) {
    EventSink events = new EventSink(listener);
    events.accept(new RunEvent.RuntimeChosen(choice.kind(), choice.why()));
    RuntimeKind runtime = choice.available().kind();
    Map<String, String> fromFiles = ParameterFiles.read(given.parameterFiles());
    RunOptions options = given.with(found(given, runtime));
    List<ObjectNode> resources = RunResources.objects(options.resources());
    RunWriter writer = create(options, fromFiles, resources, runtime);
    String name = writer.run().manifest().name();
    try {
      DrivenRun run = starter.start(writer, resources, options.driver(), events, over(name));
      events.accept(new RunEvent.Started(run.workflow(), false));
      LocalRemarks.of(runtime, run.workflow().raw(), resources).ifPresent(events::accept);
      return begin(run);
    } catch (RuntimeException e) {
      // Nothing of it has run: there is nothing to keep.
      starter.forget(name);
      wiring.store().delete(name);
      throw e;
    }
  }

  /** What the workflow names and the cluster has. */
  private Manifests found(RunOptions options, RuntimeKind runtime) {
    String namespace = wiring.clusters().namespace(runtime, options.workflow().namespace());
    return RunResources.manifests(
        OutsideReferences.closure(
            options.workflow().raw(),
            RunResources.objects(options.resources()),
            reference -> wiring.clusters().lookUp(runtime, namespace, reference)));
  }

  private RunWriter create(
      RunOptions options,
      Map<String, String> fromFiles,
      List<ObjectNode> resources,
      RuntimeKind runtime) {
    for (int attempt = 1; ; attempt++) {
      Workflow workflow =
          Preparation.prepare(
              options,
              fromFiles,
              wiring.clusters().namespace(runtime, options.workflow().namespace()),
              wiring.clock().instant(),
              wiring.random());
      if (options.validated() && attempt == 1) {
        SubmitCheck.check(workflow, options);
      }
      Workflow placed = wiring.repositories().chosen(workflow, resources);
      RepositoryCheck check = new RepositoryCheck(placed, resources);
      if (!wiring.repositories().given().folderOnly()) {
        check.refuseOtherPlaces();
      }
      if (runtime == RuntimeKind.KUBERNETES) {
        check.refuseFolder();
      }
      try {
        return wiring
            .store()
            .create(
                RunManifest.of(
                    placed,
                    resources,
                    RunPlace.settings(runtime, wiring.clusters().settings(runtime)),
                    wiring.clock().instant()));
      } catch (ProblemException e) {
        boolean taken = e.problem().code().equals("RUN_EXISTS");
        if (!taken || !Preparation.isGenerated(options) || attempt == NAME_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public RunOutcome run(RunOptions options, RunListener listener) {
    Run run = submit(options, listener);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return run.await();
        } catch (InterruptedException e) {
          interrupted = true;
          run.interrupt();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Run attach(String name, Manifests resources, DriverOptions options, RunListener listener) {
    EventSink events = new EventSink(listener);
    RunWriter writer = wiring.store().open(name);
    tellRuntime(writer, events);
    return begin(takeOver(writer, resources, options, events, true));
  }

  private static void tellRuntime(RunWriter writer, EventSink events) {
    RuntimeKind runtime = RunPlace.of(writer.run().manifest()).runtime();
    events.accept(new RunEvent.RuntimeChosen(runtime, "the run was started with it"));
  }

  private DrivenRun takeOver(
      RunWriter writer,
      Manifests resources,
      DriverOptions options,
      EventSink events,
      boolean attached) {
    RunManifest manifest = writer.run().manifest();
    List<ObjectNode> all = with(manifest, resources);
    for (RunManifest.SecretName secret : manifest.secrets()) {
      if (!RunResources.of(all).hasSecret(secret.name())) {
        events.accept(
            new RunEvent.Notice(
                "RUN_SECRET_MISSING",
                "Secrets are not recorded; give the file with Secret '"
                    + secret.name()
                    + "' again, else pods that need it wait for it"));
      }
    }
    events.accept(new RunEvent.Started(writer.run().workflowWithStatus(), attached));
    return starter.start(writer, all, options, events, over(manifest.name()));
  }

  @Override
  public RetryPlan planRetry(String name, RetryOptions options) {
    return plan(wiring.store().read(name), options);
  }

  private RetryPlan plan(StoredRun run, RetryOptions options) {
    return ManualRetry.planRepaired(run.workflowWithStatus(), options, wiring.clock().instant());
  }

  @Override
  public Run retry(
      String name,
      RetryOptions options,
      Manifests resources,
      DriverOptions driver,
      RunListener listener)
      throws InterruptedException {
    EventSink events = new EventSink(listener);
    RunWriter writer = wiring.store().open(name);
    try (Cluster cluster = cluster(writer.run())) {
      RetryPlan plan = plan(writer.run(), options);
      tellRuntime(writer, events);
      events.accept(new RunEvent.RetryPlanned(plan));
      List<ObjectNode> all = new ArrayList<>(writer.run().manifest().resources());
      all.addAll(RunResources.objects(resources));
      new RetryTransition(starter, events).carryOut(writer, cluster, plan, all);
    } catch (RuntimeException | InterruptedException e) {
      writer.close();
      throw e;
    }
    return begin(takeOver(writer, resources, driver, events, false));
  }

  @Override
  public RunOptions resubmission(
      String name, Map<String, String> parameters, Manifests resources, DriverOptions driver) {
    StoredRun run = wiring.store().read(name);
    Manifests recorded = RunResources.manifests(run.manifest().resources());
    return RunOptions.builder(Resubmission.of(run.workflowWithStatus()))
        .resources(recorded.and(resources))
        .parameters(parameters)
        .driver(driver)
        .build();
  }

  /** Drives what runs make. */
  private final class Children implements ChildWorkflows.Service {
    @Override
    public Run submit(
        Workflow workflow,
        List<ObjectNode> resources,
        DriverOptions options,
        RunListener listener) {
      return EngineWorkflowService.this.submit(
          RunOptions.builder(workflow)
              .resources(RunResources.manifests(resources))
              .driver(options)
              .build(),
          listener);
    }

    @Override
    public Run attach(
        String name, List<ObjectNode> resources, DriverOptions options, RunListener listener) {
      return EngineWorkflowService.this.attach(
          name, RunResources.manifests(resources), options, listener);
    }

    @Override
    public Optional<Workflow> find(String name) {
      try {
        return Optional.of(get(name));
      } catch (ProblemException e) {
        if (e.problem().kind() == ProblemClass.NOT_FOUND
            || e.problem().kind() == ProblemClass.CONFIGURATION) {
          return Optional.empty();
        }
        throw e;
      }
    }

    @Override
    public void delete(String name, List<ObjectNode> resources) throws InterruptedException {
      EngineWorkflowService.this.delete(name, RunResources.manifests(resources));
    }
  }

  private Runnable over(String name) {
    return () -> {
      driven.remove(name);
      expiry.ended();
    };
  }

  private Run begin(DrivenRun run) {
    driven.put(run.name(), run);
    run.start();
    return run;
  }

  @Override
  public Workflow get(String name) {
    DrivenRun run = driven.get(name);
    return run != null ? run.workflow() : wiring.store().read(name).workflowWithStatus();
  }

  @Override
  public List<RunInfo> list() {
    return wiring.store().list().stream()
        .map(EngineWorkflowService::info)
        .sorted(
            Comparator.comparing(EngineWorkflowService::isFinished)
                .thenComparing(RunInfo::createdAt, Comparator.reverseOrder()))
        .toList();
  }

  private static RunInfo info(RunSummary run) {
    return new RunInfo(
        run.name(),
        run.createdAt(),
        run.status(),
        run.owner() == null ? "" : run.owner().toString(),
        run.problem() == null ? "" : run.problem().text());
  }

  private static boolean isFinished(RunInfo run) {
    return run.status() != null && run.status().phase().isFulfilled();
  }

  @Override
  public void logs(String name, LogQuery query, Consumer<RunEvent.PodLog> lines)
      throws InterruptedException {
    StoredRun stored = wiring.store().read(name);
    try (Cluster cluster = cluster(stored)) {
      new LogReader(cluster, () -> get(name), query, lines).read();
    }
  }

  @Override
  public void artifact(String name, String key, Manifests resources, ArtifactSink sink)
      throws IOException {
    Workflow workflow = get(name);
    RunResources given = RunResources.of(with(wiring.store().read(name).manifest(), resources));
    try (Repositories.Open repository = wiring.repositories().open(workflow.status(), given)) {
      ArtifactCopy.read(workflow, key, repository.store(), sink);
    }
  }

  @Override
  public boolean stop(String name, String message) {
    return ask(name, new UserCommand.Stop(message));
  }

  @Override
  public boolean terminate(String name) {
    return ask(name, new UserCommand.Terminate());
  }

  @Override
  public boolean suspend(String name) {
    return ask(name, new UserCommand.Suspend());
  }

  @Override
  public boolean resume(String name, ResumeOptions options) {
    ResumeCheck.check(options, RunJournal.state(wiring.store().read(name)));
    return ask(name, new UserCommand.Resume(options.node(), options.outputs(), options.message()));
  }

  private boolean ask(String name, UserCommand command) {
    StoredRun stored = wiring.store().read(name);
    if (stored.content().status().phase().isFulfilled()) {
      throw RunProblems.finished(name);
    }
    starter.inbox(name).put(command);
    return driven.containsKey(name)
        || wiring.store().list().stream()
            .anyMatch(run -> run.name().equals(name) && run.owner() != null);
  }

  @Override
  public GcReport gc(String name, Manifests resources) throws InterruptedException {
    try (RunWriter writer = wiring.store().open(name)) {
      WorkflowPhase phase = writer.run().content().status().phase();
      if (!phase.isFulfilled()) {
        throw RunProblems.notFinished(name);
      }
      return starter.collect(
          writer, with(writer.run().manifest(), resources), GcTrigger.atEnd(phase));
    }
  }

  @Override
  public GcPlan gcPlan(String name) {
    StoredRun stored = wiring.store().read(name);
    WorkflowPhase phase = stored.content().status().phase();
    if (!phase.isFulfilled()) {
      throw RunProblems.notFinished(name);
    }
    return RunStarter.plan(stored, GcTrigger.atEnd(phase));
  }

  @Override
  public OrphanReport orphans(OrphanOptions options, Consumer<StoredObject> listener) {
    return new OrphanSearch(wiring.store(), wiring.repositories()).search(options, listener);
  }

  @Override
  public GcReport delete(String name, Manifests resources) throws InterruptedException {
    GcReport report;
    try (RunWriter writer = wiring.store().open(name);
        Cluster cluster = cluster(writer.run())) {
      WorkflowPhase phase = writer.run().content().status().phase();
      new PodRemoval(cluster, name).await();
      cluster.forget(name);
      writer.run().content().status().volumeClaims().forEach(cluster::deleteClaim);
      Set<GcTrigger> triggers = EnumSet.of(GcTrigger.DELETION);
      triggers.addAll(GcTrigger.atEnd(phase));
      report = starter.collect(writer, with(writer.run().manifest(), resources), triggers);
    }
    if (report.isComplete()) {
      starter.forget(name);
      wiring.store().delete(name);
    }
    return report;
  }

  /** What was recorded, with what is given again as it was not. */
  private static List<ObjectNode> with(RunManifest manifest, Manifests resources) {
    List<ObjectNode> all = new ArrayList<>(manifest.resources());
    all.addAll(RunResources.objects(resources));
    return all;
  }

  private Cluster cluster(StoredRun run) {
    RunManifest manifest = run.manifest();
    RunResources resources = RunResources.of(manifest.resources());
    return wiring.clusters().open(RunPlace.of(manifest), resources, List.of()).cluster();
  }

  @Override
  public void close() {
    expiry.close();
    driven.values().forEach(DrivenRun::interruptIfRunning);
    List.copyOf(driven.values()).forEach(DrivenRun::close);
    whenClosed.run();
  }
}
