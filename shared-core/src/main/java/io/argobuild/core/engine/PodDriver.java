package io.argobuild.core.engine;

import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.PodFactory;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodRequest;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.util.Set;

/** Drives nodes that are pods (Argo 4.1.2). */
final class PodDriver {
  /** How the message of a node begins whose pod was refused for now. */
  static final String REFUSED = "Pod could not be created: ";

  static final Duration REFUSAL_PAUSE = Duration.ofSeconds(10);

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

  void end(Call call) {
    ContainerNodes.end(pass, call);
    pass.done(call);
  }

  String podName(Call call) {
    return drive.caller.podName(call);
  }

  /** Looks at shutdown, deadlines and timeouts; a pod that was refused is tried again. */
  void advance(Frame.Leaf frame) {
    drive.podEnds.endCollect(frame.call());
    if (isWithinLimits(frame)) {
      NodeStatus node = pass.existing(frame.call().id());
      if (node.phase() == NodePhase.PENDING && isRefused(node)) {
        create(frame);
      }
    }
  }

  /** Makes the pod anew that is gone although it never ran. */
  void createAgain(Frame.Leaf frame) {
    create(frame);
    isWithinLimits(frame);
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
}
