package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.selector.ResourceConditions;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceException;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drives resource templates (Argo 4.1.2). Argo runs a pod that calls kubectl; here the shell talks
 * to the cluster and no pod is needed. Once the object is there, its node names it, so that whoever
 * takes over only has to look at it.
 */
final class ResourceDriver {
  /** As often as Argo looks. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final String FAILED = "main: Error (exit code 64): ";
  private static final String GONE =
      "The resource has been deleted while its status was still being checked. Will not be"
          + " retried: ";
  private static final String OBJECT = "resource";

  private final Drive drive;
  private final Pass pass;

  ResourceDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  CallResult start(Call call, Template template) {
    if (!pass.hasBegun(call)) {
      pass.create(call, NodeType.Leaf.POD, NodePhase.PENDING, "");
      NodeInputs.record(pass, call, template);
    }
    Frame.Leaf frame = new Frame.Leaf(call, template, pass.now());
    pass.frame(frame);
    if (mayGoOn(frame)) {
      Optional<ObjectRef> object = object(pass.existing(call.id()));
      if (object.isPresent()) {
        pass.act(new Action.ReadResource(call.id(), object.get()));
      } else {
        begin(frame);
      }
    }
    return CallResult.STARTED;
  }

  /** Looks at what may end it, and at the object if it waits for that. */
  void advance(Frame.Leaf frame) {
    if (mayGoOn(frame)) {
      object(pass.existing(frame.call().id()))
          .ifPresent(object -> pass.act(new Action.ReadResource(frame.call().id(), object)));
    }
  }

  /** The object whose conditions the node waits for. */
  private static Optional<ObjectRef> object(NodeStatus node) {
    return node.rest() == null
        ? Optional.empty()
        : Fields.object(node.rest(), OBJECT).map(ObjectRef::ofJson);
  }

  private Frame.@Nullable Leaf frame(String nodeId) {
    return pass.frame(nodeId) instanceof Frame.Leaf frame && frame.template().resource().isPresent()
        ? frame
        : null;
  }

  // Limits

  private boolean mayGoOn(Frame.Leaf frame) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    if (node.isFulfilled()) {
      pass.done(call);
      return false;
    }
    if (drive.shutdown.stops(call)) {
      String blanks = node.phase() == NodePhase.PENDING ? ": " : ":  ";
      String message = "workflow shutdown with strategy" + blanks + drive.shutdown.strategy();
      return ended(call, NodePhase.FAILED, message);
    }
    if (drive.shutdown.isLate(call)) {
      return ended(call, NodePhase.FAILED, Shutdown.DEADLINE);
    }
    try {
      Instant limit = new PodRequests(drive).limit(call, frame.template(), node);
      if (limit != null && !pass.now().isBefore(limit)) {
        return ended(
            call,
            NodePhase.FAILED,
            "Pod was active on the node longer than the specified deadline");
      }
      if (limit != null) {
        pass.wake(call.id(), limit);
      }
      return true;
    } catch (TemplateException e) {
      return ended(call, NodePhase.ERROR, e.text());
    }
  }

  private boolean ended(Call call, NodePhase phase, String message) {
    pass.mark(call.id(), phase, message);
    pass.done(call);
    return false;
  }

  // Acting

  private void begin(Frame.Leaf frame) {
    Call call = frame.call();
    pass.mark(call.id(), NodePhase.RUNNING, "");
    ResourceSource source = ResourceSource.of(frame.template());
    if (source instanceof ResourceSource.Text text) {
      act(frame, text.manifest());
    } else if (source instanceof ResourceSource.Stored stored) {
      pass.act(new Action.ReadManifest(call.id(), stored.key()));
    } else if (source instanceof ResourceSource.NotSupplied missing) {
      String message =
          "init: Error (exit code 64): required artifact '" + missing.name() + "' not supplied";
      end(frame, NodePhase.ERROR, message, null);
    }
  }

  void manifestRead(String nodeId, String text) {
    Frame.Leaf frame = frame(nodeId);
    if (frame != null) {
      act(frame, text);
    }
  }

  private void act(Frame.Leaf frame, String manifest) {
    String id = frame.call().id();
    try {
      pass.act(
          new Action.ApplyResource(
              id,
              ResourceWish.of(frame.template())
                  .request(
                      manifest,
                      pass.workflow(),
                      pass.existing(id),
                      pass.now(),
                      drive.settings.pods().ownerReferences())));
    } catch (ResourceException e) {
      fail(frame, e.text());
    }
  }

  // Waiting

  void seen(Observation.ResourceSeen seen) {
    Frame.Leaf frame = frame(seen.nodeId());
    if (frame == null) {
      return;
    }
    ObjectNode object = seen.objects().isEmpty() ? null : seen.objects().get(0);
    ResourceWish wish = ResourceWish.of(frame.template());
    if (object == null || !wish.waits()) {
      succeed(frame, object);
      return;
    }
    try {
      ResourceConditions conditions = wish.conditions();
      ResourceConditions.Outcome outcome = conditions.evaluate(object);
      if (outcome instanceof ResourceConditions.Failed failed) {
        fail(frame, failed.message());
      } else if (outcome instanceof ResourceConditions.Succeeded) {
        succeed(frame, object);
      } else if (seen.steady() && isHopeless(frame.call(), conditions.unmet(object))) {
        ObjectRef ref = ObjectRef.of(object, pass.workflow().namespace());
        fail(frame, wish.hopeless(ref));
      } else {
        wait(frame, ObjectRef.of(object, pass.workflow().namespace()));
      }
    } catch (ResourceException e) {
      fail(frame, e.text());
    }
  }

  private void wait(Frame.Leaf frame, ObjectRef ref) {
    NodeStatus node = pass.existing(frame.call().id());
    if (object(node).isEmpty()) {
      ObjectNode rest = Fields.NOTHING.objectNode();
      if (node.rest() != null) {
        rest.setAll(node.rest());
      }
      rest.set(OBJECT, ref.toJson());
      pass.put(node.toBuilder().rest(rest).build());
    }
    lookAgain(frame);
  }

  private void lookAgain(Frame.Leaf frame) {
    pass.wake(frame.call().id(), pass.now().plus(INTERVAL));
  }

  /** Has all look again that wait for objects, as some have changed. */
  void objectsChanged() {
    for (Frame other : List.copyOf(pass.plan().frames().values())) {
      Frame.Leaf frame = frame(other.call().id());
      if (frame != null) {
        advance(frame);
      }
    }
  }

  /**
   * Whether nothing will ever change an object that only this workflow changes: of its status
   * nobody writes anything, and the rest no other node that is at work.
   */
  private boolean isHopeless(Call call, List<String> unmet) {
    return unmet.stream().anyMatch(key -> key.startsWith("status."))
        || (pass.queue().isEmpty() && pass.plan().blocked().isEmpty() && isAlone(call));
  }

  private boolean isAlone(Call call) {
    return pass.plan().frames().values().stream()
        .filter(other -> !other.call().id().equals(call.id()))
        .noneMatch(other -> mayAct(other, call));
  }

  /** Whether something comes of a frame by itself that is not the call's or around it. */
  private boolean mayAct(Frame other, Call call) {
    if (other instanceof Frame.Leaf leaf) {
      return object(pass.existing(leaf.call().id())).isEmpty();
    }
    return other instanceof Frame.Gate
        || (other instanceof Frame.Retry && !other.call().id().equals(call.ownerId()));
  }

  void failed(Action.NodeAction action, Problem problem) {
    Frame.Leaf frame = frame(action.nodeId());
    if (frame == null) {
      return;
    }
    if (!(action instanceof Action.ReadResource)) {
      fail(frame, problem.message());
    } else if (problem.kind() == ProblemClass.TRANSIENT) {
      // As Argo: whoever waits has the patience.
      lookAgain(frame);
    } else {
      boolean gone = problem.kind() == ProblemClass.NOT_FOUND;
      fail(frame, gone ? GONE + problem.message() : problem.message());
    }
  }

  // Ending

  private void succeed(Frame.Leaf frame, @Nullable ObjectNode object) {
    try {
      ObjectNode outputs = ResourceOutputs.of(frame.template(), object);
      end(frame, NodePhase.SUCCEEDED, "", outputs);
    } catch (ResourceException e) {
      fail(frame, e.text());
    }
  }

  private void fail(Frame.Leaf frame, String message) {
    end(frame, NodePhase.FAILED, FAILED + message, null);
  }

  private void end(Frame.Leaf frame, NodePhase phase, String message, @Nullable ObjectNode found) {
    Call call = frame.call();
    ObjectNode outputs = found == null ? Fields.NOTHING.objectNode() : found;
    if (phase != NodePhase.ERROR) {
      outputs.put("exitCode", phase == NodePhase.SUCCEEDED ? "0" : "64");
    }
    NodeBuilder next =
        pass.existing(call.id()).toBuilder().outputs(outputs.isEmpty() ? null : outputs);
    if (phase == NodePhase.SUCCEEDED) {
      next.progress("1/1");
    }
    pass.put(next.build());
    GlobalOutputs.export(pass, new Outputs(outputs));
    pass.mark(call.id(), phase, message);
    pass.done(call);
  }
}
