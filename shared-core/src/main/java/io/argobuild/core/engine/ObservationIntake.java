package io.argobuild.core.engine;

import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import java.util.List;

/** Gives each observation to the driver that it concerns. */
final class ObservationIntake {
  private final Drive drive;
  private final Pass pass;

  ObservationIntake(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  void take(Observation observation) {
    if (observation instanceof Observation.PodSeen seen) {
      drive.podsSeen.seen(seen.pod());
    } else if (observation instanceof Observation.PodGone gone) {
      drive.podsSeen.gone(gone.podName(), gone.last());
    } else if (observation instanceof Observation.PodRefused refused) {
      drive.podsSeen.refused(refused.podName(), refused.problem());
    } else if (observation instanceof Observation.PodOutputRead read) {
      drive.podsSeen.outputRead(read);
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
      drive.end.fail("pvc create error: " + refused.problem().message());
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

  private void forNode(UserCommand command) {
    if (command instanceof UserCommand.Resume resume) {
      resume(resume);
    } else if (command instanceof UserCommand.FailSuspended fail
        && pass.frame(fail.nodeId()) instanceof Frame.Leaf leaf
        && pass.existing(fail.nodeId()).isActiveSuspend()) {
      pass.mark(fail.nodeId(), NodePhase.FAILED, fail.message());
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
    pass.plan().blocked().forEach(waiting -> pass.tell(waiting.ownerId(), waiting.memberId()));
  }
}
