package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.pod.PodFactory;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.pod.PodRequest;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drives nodes that are pods (argo-spec 05 sections 6 to 8). */
final class PodDriver {
  private static final Duration REFUSAL_PAUSE = Duration.ofSeconds(10);

  private final Drive drive;
  private final Pass pass;
  private final PodRequests requests;
  private final PodOutputs outputs;
  private final PendingLimits limits;

  PodDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
    this.requests = new PodRequests(drive);
    this.outputs = new PodOutputs(drive);
    this.limits = new PendingLimits(pass, drive.settings);
  }

  CallResult start(Call call, Template template) {
    NodeStatus node = pass.node(call.id());
    boolean isNew = node == null || !pass.hasBegun(call);
    if (node == null || isNew) {
      NodeType type = template.http().isPresent() ? NodeType.Leaf.HTTP : NodeType.Leaf.POD;
      node = pass.create(call, type, NodePhase.PENDING, "");
      NodeInputs.record(pass, call, template);
      ContainerNodes.create(pass, call, template);
    }
    Frame.Leaf frame = new Frame.Leaf(call, template, pass.now());
    if (isNew && drive.shutdown.stops(call)) {
      pass.mark(call.id(), NodePhase.FAILED, stopped(frame, ": "));
      end(call);
      return CallResult.STARTED;
    }
    pass.frame(frame);
    pass.plan(pass.plan().withPods(pass.plan().pods().with(podName(call), call.id())));
    if (node.phase() == NodePhase.PENDING) {
      CallResult created = create(frame);
      if (isNew) {
        isWithinLimits(frame);
      } else {
        // Its pod may have begun while nobody looked; what is seen of it comes first.
        pass.wake(call.id(), pass.now());
      }
      return created;
    }
    advance(frame);
    return CallResult.STARTED;
  }

  private CallResult create(Frame.Leaf frame) {
    Call call = frame.call();
    try {
      PodRequest request = requests.of(frame, pass.existing(call.id()));
      PodPlan plan = PodFactory.plan(request, drive.settings.pods());
      outputs.declare(frame, request);
      pass.act(new Action.CreatePod(call.id(), plan));
      return CallResult.STARTED;
    } catch (ProblemException e) {
      return refuse(frame, e.problem().message());
    } catch (TemplateException e) {
      return refuse(frame, e.text());
    }
  }

  private CallResult refuse(Frame.Leaf frame, String message) {
    pass.mark(frame.call().id(), NodePhase.ERROR, message);
    outputs.abandon(frame.call());
    end(frame.call());
    return new CallResult.Errored(message);
  }

  private void end(Call call) {
    ContainerNodes.end(pass, call);
    pass.done(call);
  }

  String podName(Call call) {
    return drive.caller.podName(call);
  }

  /** Looks at shutdown, deadlines and timeouts; a pod that was refused is tried again. */
  void advance(Frame.Leaf frame) {
    if (isWithinLimits(frame)) {
      NodeStatus node = pass.existing(frame.call().id());
      if (node.phase() == NodePhase.PENDING && isRefused(node)) {
        create(frame);
      }
    }
  }

  /** Ends the node that may not go on. */
  private boolean isWithinLimits(Frame.Leaf frame) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    if (node.phase().isCompleted()) {
      return false;
    }
    boolean pending = node.phase() == NodePhase.PENDING;
    if (drive.shutdown.stops(call)) {
      String blanks = pending ? ": " : ":  ";
      stop(frame, stopped(frame, blanks));
      return false;
    }
    if (drive.shutdown.isLate(call)) {
      stop(frame, Shutdown.DEADLINE);
      return false;
    }
    PendingLimits.Limit limit = pending ? limits.of(frame, node, isRefused(node)) : null;
    if (limit != null && pass.now().isAfter(limit.at())) {
      stop(frame, limit.message());
      if (limit.ofManifest()) {
        drive.failures.timedOut(call);
      }
      return false;
    }
    if (limit != null) {
      pass.wake(call.id(), limit.at().plusMillis(1));
    }
    return true;
  }

  private String stopped(Frame.Leaf frame, String blanks) {
    String strategy = drive.shutdown.strategy();
    return frame.template().http().isPresent()
        ? "Stopped with strategy '" + strategy + "'"
        : "workflow shutdown with strategy" + blanks + strategy;
  }

  private static boolean isRefused(NodeStatus node) {
    return node.message().startsWith(REFUSED);
  }

  private static final String REFUSED = "Pod could not be created: ";

  /** Fails the node now; what its pod leaves until it has ended is still taken. */
  private void stop(Frame.Leaf frame, String message) {
    Call call = frame.call();
    boolean pending = pass.existing(call.id()).phase() == NodePhase.PENDING;
    pass.mark(call.id(), NodePhase.FAILED, message);
    if (pending) {
      pass.act(new Action.DeletePod(podName(call), Duration.ZERO));
      outputs.abandon(call);
      end(call);
    } else {
      pass.put(pass.existing(call.id()).toBuilder().synced(false).build());
      pass.act(new Action.TerminatePod(podName(call), Set.of(), null));
    }
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
      pass.act(new Action.ReadPodOutput(podName(call), wantsResult, seen.needsLog(), logs));
      return;
    }
    outputs.finish(frame, pod, seen, seen.result() == null ? result : seen.result());
  }

  private void endRest(Call call, PodAssessment seen) {
    if (!seen.terminate().isEmpty()) {
      pass.act(new Action.TerminatePod(podName(call), seen.terminate(), null));
    }
    if (seen.endCollect()) {
      pass.act(
          new Action.TerminatePod(
              podName(call), Set.of(PodProtocol.COLLECT), PodAssessment.COLLECT_GRACE));
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
        endDaemons(boundary.id());
        return;
      }
    }
    if (after.phase() == NodePhase.PENDING) {
      advance(frame);
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
      create(frame);
      isWithinLimits(frame);
      return;
    }
    if (!node.phase().isCompleted()) {
      pass.mark(call.id(), NodePhase.ERROR, "pod deleted");
      ContainerNodes.end(pass, call.id(), NodePhase.ERROR, "container deleted");
    }
    outputs.abandon(call);
    pass.put(pass.existing(call.id()).toBuilder().synced(null).daemoned(false).build());
    end(call);
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
      pass.put(node.toBuilder().message(REFUSED + problem.message()).build());
      pass.wake(call.id(), pass.now().plus(REFUSAL_PAUSE));
      return;
    }
    outputs.abandon(call);
    ContainerNodes.end(pass, call.id(), NodePhase.ERROR, problem.message());
    drive.failures.raise(call, problem.message());
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
        pass.act(new Action.TerminatePod(podName(frame.call()), Set.of(), null));
        outputs.abandon(frame.call());
        end(frame.call());
      }
    }
  }
}
