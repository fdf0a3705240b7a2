package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Entry;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.VolumeClaims;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import io.argobuild.core.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The order of one reconciliation. */
final class Reconciliation {
  private final Drive drive;
  private final Pass pass;
  private final WorkflowEnd end;
  private final WorkflowCommands commands;
  private final ObservationIntake intake;

  Reconciliation(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
    this.end = drive.end;
    this.commands = new WorkflowCommands(drive);
    this.intake = new ObservationIntake(drive);
  }

  void run(List<Observation> observations, boolean derive) {
    if (derive && !isValid()) {
      return;
    }
    if (derive) {
      pass.plan(pass.plan().withCensus(pass.plan().census().withAll(pass.nodes())));
      drive.locks.restore();
    }
    commands.take(observations);
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
    observations.stream().filter(Observation.LocksSeen.class::isInstance).forEach(intake::take);
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
      drive.podEnds.endOrphans();
    }
    observations.forEach(intake::take);
    timers();
    pass.plan().hooked().forEach(member -> pass.tell(member.ownerId(), member.memberId()));
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
      pass.workflow(
          pass.workflow()
              .withLabels(
                  Map.of(
                      "workflows.argoproj.io/phase",
                      WorkflowPhase.RUNNING.argoName(),
                      "workflows.argoproj.io/completed",
                      "false")));
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
      pass.status(pass.status().with(WorkflowStatus.VOLUME_CLAIMS, VolumeClaims.status(workflow)));
      claims.forEach(claim -> pass.act(new Action.CreateClaim(claim)));
    }
  }

  private void watchDeadline(boolean derive) {
    Instant deadline = drive.shutdown.deadline();
    if (deadline != null && (derive || deadline.plusMillis(1).isAfter(pass.now()))) {
      pass.wake(Pass.WORKFLOW, deadline.plusMillis(1));
    }
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
        pass.tell(first.get().node(), first.get().node());
      }
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
      pass.tell(waiting.ownerId(), waiting.memberId());
      drain();
      if (pass.changes() > before) {
        return true;
      }
    }
    return false;
  }

  /** Ends a wait for variables that nothing can give any more; Argo would wait for ever. */
  private boolean unstick() {
    if (!isQuiet()) {
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

  /** Whether nothing runs and nothing is awaited that could change a node. */
  private boolean isQuiet() {
    boolean waits =
        pass.plan().census().activePods() > 0
            || pass.plan().timers().first().isPresent()
            || !pass.plan().pods().nodeOf().isEmpty()
            || !pass.plan().gates().isOpen()
            || pass.spec().suspend();
    return !waits && pass.plan().census().suspended() == 0;
  }

  private void progress() {
    String progress = pass.plan().census().progress();
    if (!progress.equals(pass.status().progress())) {
      pass.status(pass.status().withProgress(progress));
    }
  }
}
