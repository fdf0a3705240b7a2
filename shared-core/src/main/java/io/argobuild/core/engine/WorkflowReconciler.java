package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Entry;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.pod.VolumeClaims;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.SpecMerge;
import io.argobuild.core.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine: Argo 4.1.2's semantics, driven by what has changed. */
public final class WorkflowReconciler implements Reconciler {
  private final EngineSettings settings;
  private final Resources resources;

  public WorkflowReconciler(EngineSettings settings, Resources resources) {
    this.settings = settings;
    this.resources = resources;
  }

  @Override
  public Decision reconcile(WorkflowState state, List<Observation> observations, Instant now) {
    Pass pass = new Pass(state, now);
    if (state.isFinished()) {
      return pass.decision();
    }
    Definitions definitions = state.plan().definitions();
    boolean derive = definitions == null;
    if (definitions == null) {
      try {
        WorkflowSpec spec = spec(pass, resources);
        pass.metadata(WorkflowMetadata.applied(pass.workflow(), spec, resources));
        definitions = Definitions.of(pass.workflow(), spec, resources);
      } catch (TemplateException e) {
        return refused(pass, "failed to set global parameters: " + e.text());
      }
      pass.plan(pass.plan().withDefinitions(definitions));
    }
    pass.spec(definitions.spec());
    Drive drive = new Drive(pass, settings, definitions, resources);
    new OnePass(drive).run(observations, derive);
    return pass.decision();
  }

  /** What runs, whatever has become of its WorkflowTemplate since the run began. */
  private static WorkflowSpec spec(Pass pass, Resources resources) throws TemplateException {
    WorkflowSpec own = pass.workflow().spec();
    Optional<WorkflowSpec> stored = pass.status().storedSpec();
    if (stored.isPresent() || own.workflowTemplateRef().isEmpty()) {
      return stored.orElse(own);
    }
    WorkflowSpec merged = SpecMerge.effective(pass.workflow(), resources);
    pass.status(pass.status().with(WorkflowStatus.STORED_SPEC, merged.raw()));
    return merged;
  }

  private static Decision refused(Pass pass, String message) {
    pass.status(
        pass.status().withPhase(WorkflowPhase.FAILED, message).withTimes(pass.now(), pass.now()));
    return pass.decision();
  }

  /** The order of one reconciliation. */
  private static final class OnePass {
    private final Drive drive;
    private final Pass pass;
    private final WorkflowEnd end;

    OnePass(Drive drive) {
      this.drive = drive;
      this.pass = drive.pass;
      this.end = drive.end;
    }

    void run(List<Observation> observations, boolean derive) {
      if (derive && !isValid()) {
        return;
      }
      if (derive) {
        pass.nodes().forEach(pass::count);
        drive.locks.restore();
      }
      commands(observations);
      boolean waited = pass.plan().gates().waiting().containsKey(Pass.WORKFLOW);
      if (waited) {
        locks(observations);
      }
      if (!drive.locks.admits(derive)) {
        return;
      }
      begin();
      watchDeadline(derive || waited);
      go(observations, derive || pass.node(pass.workflow().name()) == null);
    }

    /** Has a workflow wait for its own locks, and for nothing else. */
    private void locks(List<Observation> observations) {
      observations.stream().filter(Observation.LocksSeen.class::isInstance).forEach(this::take);
      timers();
    }

    /**
     * @param enter whether it has yet to be worked out what runs
     */
    private void go(List<Observation> observations, boolean enter) {
      if (pass.spec().suspend() && enter && pass.node(pass.workflow().name()) == null) {
        return;
      }
      if (enter) {
        claims();
        enter();
        // What has ended already leads on to exit handlers, whose pods may be among those seen.
        drain();
        drive.pods.endOrphans();
      }
      observations.forEach(this::take);
      timers();
      pass.plan().hooked().forEach(member -> tell(member.ownerId(), member.memberId()));
      settle();
      progress();
    }

    /** A workflow whose entrypoint isn't there never begins. */
    private boolean isValid() {
      try {
        drive
            .definitions
            .catalog()
            .find(
                drive.definitions.catalog().localScope(),
                Entry.of(pass.spec().entrypoint(), Arguments.NONE),
                pass.status().storedTemplates());
        return true;
      } catch (TemplateException e) {
        end.finish(WorkflowPhase.FAILED, "invalid spec: " + e.text());
        return false;
      }
    }

    private void begin() {
      WorkflowStatus status = pass.status();
      if (status.phase() != WorkflowPhase.RUNNING) {
        pass.status(
            status
                .withPhase(WorkflowPhase.RUNNING, "")
                .withTimes(status.startedAt() == null ? pass.now() : status.startedAt(), null));
        pass.labels(
            Map.of(
                "workflows.argoproj.io/phase",
                WorkflowPhase.RUNNING.argoName(),
                "workflows.argoproj.io/completed",
                "false"));
      }
    }

    /** Calls the entrypoint, which takes up whatever is there already. */
    private void enter() {
      Workflow workflow = pass.workflow();
      String name = workflow.name();
      Call call =
          new Call(
              Entry.of(pass.spec().entrypoint(), pass.spec().arguments()),
              name,
              name,
              drive.definitions.catalog().localScope(),
              "",
              "",
              name,
              null,
              false,
              false,
              0,
              0);
      CallResult result = drive.caller.call(call);
      if (result instanceof CallResult.Errored errored) {
        end.fail("error in entry template execution: " + errored.message());
      }
    }

    /** Asked for again by whoever takes the run over: the one before may have died first. */
    private void claims() {
      Workflow workflow = drive.definitions.pods();
      List<ObjectNode> claims = VolumeClaims.of(workflow, drive.settings.pods());
      if (!claims.isEmpty()) {
        pass.status(
            pass.status().with(WorkflowStatus.VOLUME_CLAIMS, VolumeClaims.status(workflow)));
        claims.forEach(claim -> pass.act(new Action.CreateClaim(claim)));
      }
    }

    private void take(Observation observation) {
      if (observation instanceof Observation.PodSeen seen) {
        drive.pods.seen(seen.pod());
      } else if (observation instanceof Observation.PodGone gone) {
        drive.pods.gone(gone.podName(), gone.last());
      } else if (observation instanceof Observation.PodRefused refused) {
        drive.pods.refused(refused.podName(), refused.problem());
      } else if (observation instanceof Observation.PodOutputRead read) {
        drive.pods.outputRead(read);
      } else if (observation instanceof Observation.ArtifactsListed listed) {
        drive.data.listed(listed.nodeId(), listed.keys());
      } else if (observation instanceof Observation.CacheRead read) {
        drive.gates.cacheRead(read.nodeId(), read.entry());
      } else if (observation instanceof Observation.LocksSeen seen) {
        drive.locks.seen(seen.view());
      } else if (observation instanceof Observation.ResourceSeen seen) {
        drive.resources.seen(seen);
      } else if (observation instanceof Observation.ObjectsChanged) {
        drive.resources.objectsChanged();
      } else if (observation instanceof Observation.ManifestRead read) {
        drive.resources.manifestRead(read.nodeId(), read.text());
      } else if (observation instanceof Observation.NodeActionFailed failed) {
        failed(failed);
      } else if (observation instanceof Observation.ClaimRefused refused) {
        end.fail("pvc create error: " + refused.problem().message());
      } else if (observation instanceof Observation.Command command) {
        forNode(command.command());
      }
    }

    private void failed(Observation.NodeActionFailed failed) {
      if (failed.action() instanceof Action.ListArtifacts list) {
        drive.data.failed(list.nodeId(), failed.problem());
      } else if (failed.action() instanceof Action.ReadCache read) {
        drive.gates.cacheFailed(read.nodeId(), failed.problem().message());
      } else {
        drive.resources.failed(failed.action(), failed.problem());
      }
    }

    /** What changes the spec comes before anything starts. */
    private void commands(List<Observation> observations) {
      for (Observation observation : observations) {
        if (observation instanceof Observation.Command command) {
          forWorkflow(command.command());
        }
      }
    }

    private void watchDeadline(boolean derive) {
      Instant deadline = drive.shutdown.deadline();
      if (deadline != null && (derive || deadline.plusMillis(1).isAfter(pass.now()))) {
        pass.wake(Pass.WORKFLOW, deadline.plusMillis(1));
      }
    }

    private void forWorkflow(UserCommand command) {
      if (command instanceof UserCommand.Stop) {
        set("shutdown", "Stop");
      } else if (command instanceof UserCommand.Terminate) {
        set("shutdown", "Terminate");
      } else if (command instanceof UserCommand.Suspend) {
        set("suspend", "true");
      } else if (command instanceof UserCommand.Resume resume && resume.nodeId().isEmpty()) {
        set("suspend", null);
      }
    }

    private void set(String field, @Nullable String value) {
      ObjectNode spec = pass.workflow().spec().raw().objectNode();
      spec.setAll(pass.workflow().spec().raw());
      if (value == null) {
        spec.remove(field);
      } else if (value.equals("true")) {
        spec.put(field, true);
      } else if (!"Terminate".equals(pass.spec().shutdown())) {
        spec.put(field, value);
      }
      pass.set(spec);
      drive.shutdown.sweep();
    }

    private void forNode(UserCommand command) {
      if (command instanceof UserCommand.Resume resume) {
        resume(resume);
      } else if (command instanceof UserCommand.FailSuspended fail
          && pass.frame(fail.nodeId()) instanceof Frame.Leaf leaf
          && pass.existing(fail.nodeId()).isActiveSuspend()) {
        pass.mark(fail.nodeId(), io.argobuild.core.status.NodePhase.FAILED, fail.message());
        pass.done(leaf.call());
      }
    }

    private void resume(UserCommand.Resume resume) {
      for (Frame frame : List.copyOf(pass.plan().frames().values())) {
        NodeStatus node = pass.node(frame.call().id());
        boolean wanted = resume.nodeId().isEmpty() || resume.nodeId().equals(frame.call().id());
        if (wanted && node != null && node.isActiveSuspend() && frame instanceof Frame.Leaf leaf) {
          drive.suspends.resume(leaf, resume.outputs(), resume.message(), true);
        }
      }
      pass.plan().blocked().forEach(waiting -> tell(waiting.ownerId(), waiting.memberId()));
    }

    private void timers() {
      while (true) {
        var first = pass.plan().timers().first();
        if (first.isEmpty() || first.get().at().isAfter(pass.now())) {
          return;
        }
        pass.cancelWake(first.get().node());
        if (first.get().node().equals(Pass.WORKFLOW)) {
          drive.shutdown.sweep();
        } else if (first.get().node().equals(Pass.LOCKS)) {
          drive.locks.recheck();
        } else {
          tell(first.get().node(), first.get().node());
        }
      }
    }

    private void tell(String id, String member) {
      Frame frame = pass.frame(id);
      if (frame != null) {
        pass.queue().add(id, member, frame.call().depth());
      }
    }

    /** Drives until nothing changes any more. */
    private void settle() {
      drain();
      while (!pass.status().phase().isFulfilled() && (unblock() || unstick())) {
        drain();
      }
    }

    private void drain() {
      while (!pass.status().phase().isFulfilled()) {
        DriveQueue.Turn turn = pass.queue().poll();
        if (turn != null) {
          drive.advance(turn);
          continue;
        }
        end.advance();
        if (pass.queue().isEmpty()) {
          return;
        }
      }
    }

    /** Gives free places to those that wait, the first first. */
    private boolean unblock() {
      if (drive.shutdown.blocksAll()) {
        return false;
      }
      for (RunPlan.Member waiting : pass.plan().blocked()) {
        int before = pass.changes();
        pass.plan(pass.plan().withBlocked(pass.plan().blocked().minus(waiting)));
        tell(waiting.ownerId(), waiting.memberId());
        drain();
        if (pass.changes() > before) {
          return true;
        }
      }
      return false;
    }

    /** Ends a wait for variables that nothing can give any more; Argo would wait for ever. */
    private boolean unstick() {
      if (!pass.isQuiet()) {
        return false;
      }
      int before = pass.changes();
      for (Frame frame : List.copyOf(pass.plan().frames().values())) {
        if (frame instanceof Frame.Steps || frame instanceof Frame.Dag) {
          pass.drive(frame.call());
        }
      }
      drain();
      if (pass.changes() > before || pass.status().phase().isFulfilled()) {
        return true;
      }
      return drive.steps.failStalled(pass.stalled()) | drive.dags.failStalled(pass.stalled());
    }

    private void progress() {
      String progress = pass.plan().census().progress();
      if (!progress.equals(pass.status().progress())) {
        pass.status(pass.status().withProgress(progress));
      }
    }
  }
}
