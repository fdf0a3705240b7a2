package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drives data templates (Argo 4.1.2). Argo runs a pod that holds the store's keys; here the shell
 * lists what is stored and no pod is needed. A source that gives its key alone is in the run's own
 * store, which Argo refuses.
 */
final class DataDriver {
  private static final String FAILED =
      "main: Error (exit code 64): unable to process data template: ";
  private static final String SOURCE =
      FAILED + "unable to process data source: unable to source artifact paths: ";

  private final Drive drive;
  private final Pass pass;

  DataDriver(Drive drive) {
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
    if (advance(frame)) {
      list(frame);
    }
    return CallResult.STARTED;
  }

  /** Whether it may go on. */
  boolean advance(Frame.Leaf frame) {
    Call call = frame.call();
    if (pass.existing(call.id()).isFulfilled() || drive.shutdown.endOfWaiting(call).isPresent()) {
      pass.done(call);
      return false;
    }
    return true;
  }

  private void list(Frame.Leaf frame) {
    Optional<String> key =
        data(frame)
            .flatMap(data -> Fields.object(data, "source"))
            .flatMap(source -> Fields.object(source, "artifactPaths"))
            .flatMap(paths -> new ArtifactLocation(paths).key());
    if (key.isEmpty()) {
      end(frame, NodePhase.FAILED, SOURCE + "the source has no key", null);
      return;
    }
    pass.mark(frame.call().id(), NodePhase.RUNNING, "");
    pass.act(new Action.ListArtifacts(frame.call().id(), key.get()));
  }

  private static Optional<ObjectNode> data(Frame.Leaf frame) {
    return frame.template().data();
  }

  void listed(String nodeId, List<String> keys) {
    if (pass.frame(nodeId) instanceof Frame.Leaf frame && data(frame).isPresent()) {
      try {
        end(frame, NodePhase.SUCCEEDED, "", ScopeExpressions.transform(keys, steps(frame)));
      } catch (TemplateException e) {
        end(
            frame,
            NodePhase.FAILED,
            FAILED + "unable to process data transformation: " + e.text(),
            null);
      }
    }
  }

  private static List<String> steps(Frame.Leaf frame) {
    List<String> expressions = new ArrayList<>();
    for (JsonNode step : data(frame).orElse(Fields.NOTHING).path("transformation")) {
      expressions.add(Fields.textOrEmpty(step, "expression"));
    }
    return expressions;
  }

  void failed(String nodeId, Problem problem) {
    if (pass.frame(nodeId) instanceof Frame.Leaf frame && data(frame).isPresent()) {
      end(frame, NodePhase.FAILED, SOURCE + problem.message(), null);
    }
  }

  private void end(Frame.Leaf frame, NodePhase phase, String message, @Nullable String result) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    if (node.isFulfilled()) {
      return;
    }
    ObjectNode outputs = Fields.NOTHING.objectNode();
    if (result != null) {
      outputs.put("result", result);
    }
    outputs.put("exitCode", phase == NodePhase.SUCCEEDED ? "0" : "64");
    NodeBuilder next = node.toBuilder().outputs(outputs);
    if (phase == NodePhase.SUCCEEDED) {
      next.progress("1/1");
    }
    pass.put(next.build());
    pass.mark(call.id(), phase, message);
    pass.done(call);
  }
}
