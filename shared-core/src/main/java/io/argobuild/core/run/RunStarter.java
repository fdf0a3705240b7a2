package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.cluster.objects.LocalObjects;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Reconciler;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.gc.GcInput;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcPlanner;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcTrigger;
import io.argobuild.core.gc.Pause;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.TransferSheet;
import io.argobuild.core.store.LockStore;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoredRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a driver together. */
final class RunStarter {
  private final Wiring wiring;
  private final ChildWorkflows.Service children;

  /**
   * @param children drives the workflows that runs make
   */
  RunStarter(Wiring wiring, ChildWorkflows.Service children) {
    this.wiring = wiring;
    this.children = children;
  }

  /**
   * Makes a driver for a run; what was opened is closed when it is over.
   *
   * @param writer closed by the driver, also when none comes about
   */
  DrivenRun start(
      RunWriter writer,
      List<ObjectNode> resources,
      DriverOptions options,
      EventSink events,
      Runnable whenOver) {
    String name = writer.run().manifest().name();
    Repositories.@Nullable Open repository = null;
    try {
      LocalObjects local = objects(writer, resources);
      RunResources lookup = RunResources.over(local);
      repository = open(writer, lookup);
      ArtifactStore artifacts = repository.store();
      ArtifactAddresses addresses = new ArtifactAddresses(artifacts);
      List<ObjectNode> manifests = new ArrayList<>(resources);
      manifests.add(writer.run().content().workflow().raw());
      RunPlace place = RunPlace.of(writer.run().manifest());
      Wiring.OpenCluster opened =
          wiring
              .clusters()
              .open(place, lookup, manifests)
              .withOwners(wiring.clusters().settle(place));
      if (!repository.isFolder()) {
        opened = opened.withoutFolder();
      }
      Cluster cluster = opened.cluster();
      Reconciler reconciler = wiring.reconcilers().create(opened.engine(), resources);
      LogCursors cursors = LogCursors.open(wiring.folder(name).resolve("logs.ndjson"));
      LogPump logs = new LogPump(cluster, options.logs()::wants, cursors, events);
      LinkedBlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
      ChildWorkflows made =
          new ChildWorkflows(
              children,
              writer.run().content().workflow(),
              local::all,
              options,
              events,
              mailbox::add);
      WorkflowObjects objects = new WorkflowObjects(local, made);
      ActionRunner runner =
          new ActionRunner(
              cluster,
              new NodeActions(artifacts, all(place, objects)),
              launcher(opened, addresses),
              new SharedActions(
                  name, wiring.locks(), wiring.memos(), artifacts, resources, wiring.clock()),
              wiring.workers(),
              mailbox::add);
      Driver driver =
          new Driver(
              actions ->
                  new RunLoop(
                      RunJournal.state(writer.run()),
                      reconciler,
                      new RunJournal(writer, wiring.clock()),
                      actions,
                      events),
              runner,
              logs,
              inbox(name),
              events);
      Ending ending = new Ending(driver.loop(), cluster, artifacts, events, Pause.sleeping());
      LockStore.Subscription granted =
          wiring
              .locks()
              .listen(
                  name, view -> mailbox.add(new Message.Observed(new Observation.LocksSeen(view))));
      DrivenRun run =
          new DrivenRun(
              new DrivenRun.Parts(
                  driver,
                  ending,
                  made,
                  cluster,
                  logs,
                  mailbox,
                  options,
                  events,
                  wiring.clock(),
                  List.of(
                      granted,
                      leaving(driver, cluster),
                      cluster,
                      repository,
                      writer,
                      whenOver::run)));
      objects.takeOver();
      return run;
    } catch (RuntimeException e) {
      if (repository != null) {
        repository.close();
      }
      writer.close();
      throw e;
    }
  }

  private ClusterObjects all(RunPlace place, WorkflowObjects mine) {
    return wiring
        .clusters()
        .objects(place)
        .<ClusterObjects>map(there -> new SplitObjects(mine, there))
        .orElse(mine);
  }

  private LocalObjects objects(RunWriter writer, List<ObjectNode> given) {
    Workflow workflow = writer.run().content().workflow();
    return LocalObjects.open(
        given,
        workflow.namespace(),
        wiring.folder(workflow.name()).resolve("objects.ndjson"),
        wiring.clock());
  }

  /** Where a run keeps no pod, nothing else of it stays either. */
  private static AutoCloseable leaving(Driver driver, Cluster cluster) {
    return () -> {
      WorkflowState state = driver.loop().state();
      boolean over = state.isFinished() && !driver.isDetached();
      if (over && cluster.list(PodSelector.workflow(state.name())).stream().allMatch(Pods::goes)) {
        cluster.forget(state.name());
      }
    };
  }

  CommandInbox inbox(String name) {
    return new FileCommandInbox(wiring.folder(name).resolve("commands"), wiring.clock());
  }

  /** Artifact GC without a driver. */
  GcReport collect(RunWriter writer, List<ObjectNode> resources, Set<GcTrigger> triggers)
      throws InterruptedException {
    return collect(writer, plan(writer.run(), triggers), resources);
  }

  static GcPlan plan(StoredRun run, Set<GcTrigger> triggers) {
    return GcPlanner.plan(GcInput.of(RunJournal.state(run).withStatus(), triggers));
  }

  /** Deletes what is planned, and records what is gone. */
  GcReport collect(RunWriter writer, GcPlan plan, List<ObjectNode> resources)
      throws InterruptedException {
    try (Repositories.Open repository = open(writer, RunResources.of(resources))) {
      return Ending.collect(
          RunJournal.state(writer.run()),
          new RunJournal(writer, wiring.clock()),
          repository.store(),
          plan);
    }
  }

  /** Lets logs of pods that will be made anew be told from their beginning. */
  void forgetLogs(String name, Collection<String> pods) {
    LogCursors.forget(wiring.folder(name).resolve("logs.ndjson"), pods);
  }

  /** Removes what is kept beside the store. */
  void forget(String name) {
    try {
      FolderRemoval.remove(wiring.folder(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Repositories.Open open(RunWriter writer, RunResources secrets) {
    ObjectNode status = writer.run().workflowWithStatus().status();
    return wiring.repositories().open(status, secrets);
  }

  private static PodLauncher launcher(Wiring.OpenCluster cluster, ArtifactAddresses addresses) {
    return plan -> equip(plan, cluster, addresses);
  }

  private static ObjectNode equip(
      PodPlan plan, Wiring.OpenCluster cluster, ArtifactAddresses addresses) {
    Map<String, String> sheet = TransferSheet.render(plan, cluster.settings(), addresses::of);
    if (!sheet.isEmpty()) {
      cluster.transfers().accept(plan.pod(), sheet);
    }
    return plan.pod();
  }
}
