package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what is seen of pods into their nodes (Argo 4.1.2). */
final class PodObservations {
  private final Drive drive;
  private final Pass pass;
  private final PodRequests requests;
  private final PodOutputs outputs;

  PodObservations(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
    this.requests = new PodRequests(drive);
    this.outputs = new PodOutputs(drive);
  }

  void seen(ObjectNode pod) {
    Frame.Leaf frame = frameOf(pod);
    if (frame != null) {
      take(frame, pod, PodAssessment.assess(pod, requests.template(frame), null, pass.now()), null);
    }
  }

  private Frame.@Nullable Leaf frameOf(ObjectNode pod) {
    String id =
        pod.path("metadata").path("annotations").path(PodProtocol.NODE_ID_ANNOTATION).asText("");
    return pass.frame(id) instanceof Frame.Leaf leaf ? leaf : null;
  }

  private void take(Frame.Leaf frame, ObjectNode pod, PodAssessment seen, @Nullable String result) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    endRest(call, seen);
    if (!seen.ended()) {
      if (!node.phase().isCompleted()) {
        running(frame, node, seen);
      }
      if (seen.endCollectAt() != null) {
        drive.podEnds.endCollect(call, seen.endCollectAt());
      }
      return;
    }
    ContainerNodes.update(pass, call, seen.containers());
    // The log has the result where main could not be wrapped; it mixes in what went to the error
    // stream.
    boolean wants = call.captureResult() && frame.template().http().isEmpty();
    boolean wantsResult = wants && result == null && seen.result() == null;
    Map<String, String> logs = outputs.logs(frame);
    if (seen.needsLog() || wantsResult || !logs.isEmpty()) {
      outputs.await(call, pod, seen);
      pass.act(
          new Action.ReadPodOutput(drive.caller.podName(call), wantsResult, seen.needsLog(), logs));
      return;
    }
    outputs.finish(frame, pod, seen, seen.result() == null ? result : seen.result());
  }

  private void endRest(Call call, PodAssessment seen) {
    if (!seen.terminate().isEmpty()) {
      pass.act(new Action.TerminatePod(drive.caller.podName(call), seen.terminate(), null));
    }
  }

  private void running(Frame.Leaf frame, NodeStatus node, PodAssessment seen) {
    Call call = frame.call();
    if (seen.phase() == NodePhase.PENDING && node.phase() != NodePhase.PENDING) {
      // An old state that comes late.
      return;
    }
    ContainerNodes.update(pass, call, seen.containers());
    boolean daemon = frame.template().daemon();
    NodeBuilder next = node.toBuilder().phase(seen.phase()).hostNodeName(seen.host());
    if (seen.phase() == NodePhase.PENDING) {
      next.message(seen.message());
    } else if (node.phase() == NodePhase.PENDING) {
      next.message("");
      pass.cancelWake(call.id());
    }
    if (daemon && !(seen.ready() && seen.phase() == NodePhase.RUNNING)) {
      next.phase(node.phase());
    } else if (daemon) {
      next.podIp(seen.podIp()).daemoned(true);
    }
    NodeStatus after = next.build();
    pass.put(after);
    if (after.daemoned() && !node.daemoned()) {
      pass.tell(call);
      NodeStatus boundary = pass.node(call.boundaryId());
      if (boundary != null && boundary.isFulfilled()) {
        // What it was started for has ended before it was up.
        drive.podEnds.endDaemons(boundary.id());
        return;
      }
    }
    if (after.phase() == NodePhase.PENDING) {
      drive.pods.advance(frame);
    }
  }

  void outputRead(Observation.PodOutputRead read) {
    Frame.Leaf frame = outputs.awaiting(read.podName());
    if (frame == null) {
      return;
    }
    ObjectNode pod = outputs.podOf(frame.call());
    if (pod == null) {
      return;
    }
    String report = read.report() == null ? "" : read.report();
    PodAssessment seen =
        PodAssessment.assess(pod, requests.template(frame), report, pass.now())
            .withStored(read.logs());
    outputs.finish(frame, pod, seen, seen.result() == null ? read.result() : seen.result());
  }

  void gone(String podName, @Nullable ObjectNode last) {
    Frame.Leaf frame = last == null ? outputs.byPodName(podName) : frameOf(last);
    if (frame == null || outputs.podOf(frame.call()) != null) {
      return;
    }
    Call call = frame.call();
    if (last != null) {
      PodAssessment seen = PodAssessment.assess(last, requests.template(frame), null, pass.now());
      if (seen.ended() && !seen.needsLog()) {
        outputs.finish(frame, last, seen, seen.result());
        return;
      }
    }
    NodeStatus node = pass.existing(call.id());
    if (node.phase() == NodePhase.PENDING) {
      drive.pods.createAgain(frame);
      return;
    }
    if (!node.phase().isCompleted()) {
      pass.mark(call.id(), NodePhase.ERROR, "pod deleted");
      ContainerNodes.end(pass, call.id(), NodePhase.ERROR, "container deleted");
    }
    outputs.abandon(call);
    pass.put(pass.existing(call.id()).toBuilder().synced(null).daemoned(false).build());
    drive.pods.end(call);
  }

  void refused(String podName, Problem problem) {
    Frame.Leaf frame = outputs.byPodName(podName);
    if (frame == null) {
      return;
    }
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    if (node.phase() != NodePhase.PENDING) {
      // Another creation has worked since.
      return;
    }
    if (problem.kind() == ProblemClass.TRANSIENT) {
      pass.put(node.toBuilder().message(PodDriver.REFUSED + problem.message()).build());
      pass.wake(call.id(), pass.now().plus(PodDriver.REFUSAL_PAUSE));
      return;
    }
    outputs.abandon(call);
    ContainerNodes.end(pass, call.id(), NodePhase.ERROR, problem.message());
    drive.failures.raise(call, problem.message());
  }
}
