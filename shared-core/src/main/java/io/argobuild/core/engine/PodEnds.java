package io.argobuild.core.engine;

import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Ends pods that nobody needs any more: daemons, and those that their group has left behind. */
final class PodEnds {
  private final Drive drive;
  private final Pass pass;
  private final PodOutputs outputs;

  PodEnds(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
    this.outputs = new PodOutputs(drive);
  }

  /**
   * Ends nodes that nothing leads to any more: their group ended while they ran, and whoever drove
   * them then is gone. Those that wait to run again have their turn yet.
   */
  void endOrphans() {
    Set<String> waiting = pass.plan().census().waiting();
    for (NodeStatus node : List.copyOf(pass.nodes())) {
      boolean member = node.type() == NodeType.Leaf.CONTAINER || waiting.contains(node.id());
      if (node.isFulfilled() && !node.daemoned() || member || pass.frame(node.id()) != null) {
        continue;
      }
      if (node.phase().isTerminal()) {
        // It was stopped before; nobody takes what its pod still says.
        pass.put(node.toBuilder().daemoned(false).synced(null).build());
        continue;
      }
      if (node.type() instanceof NodeType.Leaf leaf && leaf.isPod()) {
        String podName = NodeId.podName(pass.workflow().name(), node);
        pass.act(new Action.TerminatePod(podName, Set.of(), null));
      }
      pass.put(node.toBuilder().daemoned(false).build());
      pass.mark(node.id(), NodePhase.FAILED, WorkflowEnd.ENDED);
      ContainerNodes.end(pass, node);
    }
  }

  /**
   * Has collect told that main has ended, once it can take the signal and has had its time to
   * notice by itself: no more may be seen of the pod before.
   */
  void endCollect(Call call, Instant at) {
    pass.plan(pass.plan().withPods(pass.plan().pods().withCollect(call.id(), at)));
    endCollect(call);
  }

  /** Does so if it is time. */
  void endCollect(Call call) {
    Instant at = pass.plan().pods().collects().get(call.id());
    if (at == null) {
      return;
    }
    if (pass.now().isBefore(at)) {
      pass.wake(call.id(), at);
      return;
    }
    pass.plan(pass.plan().withPods(pass.plan().pods().withoutCollect(call.id())));
    pass.act(
        new Action.TerminatePod(
            drive.caller.podName(call), Set.of(PodProtocol.COLLECT), PodAssessment.COLLECT_GRACE));
  }

  /** Ends the daemons of a Steps or DAG node that is done. */
  void endDaemons(String boundaryId) {
    for (String id : pass.plan().census().daemons()) {
      NodeStatus node = pass.existing(id);
      Frame frame = pass.frame(id);
      if (node.boundaryId().equals(boundaryId) && frame != null) {
        // One that was stopped before keeps what it was told.
        NodePhase phase = node.phase().isCompleted() ? node.phase() : NodePhase.SUCCEEDED;
        Instant end = node.finishedAt() == null ? pass.now() : node.finishedAt();
        pass.put(
            node.toBuilder().phase(phase).finishedAt(end).daemoned(false).synced(null).build());
        pass.act(new Action.TerminatePod(drive.caller.podName(frame.call()), Set.of(), null));
        outputs.abandon(frame.call());
        drive.pods.end(frame.call());
      }
    }
  }
}
