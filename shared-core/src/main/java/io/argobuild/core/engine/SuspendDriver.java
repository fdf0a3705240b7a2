package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Drives suspended nodes: they wait for a user or for their time (Argo 4.1.2). */
final class SuspendDriver {
  private final Drive drive;
  private final Pass pass;

  SuspendDriver(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  CallResult start(Call call, Template given) {
    Template template = SuspendInputs.resolved(given);
    if (!pass.hasBegun(call)) {
      pass.create(call, NodeType.Leaf.SUSPEND, NodePhase.PENDING, "");
      NodeInputs.record(pass, call, template);
      if (!template.outputs().isEmpty()) {
        NodeStatus node = pass.existing(call.id());
        pass.put(node.toBuilder().outputs(template.outputs().raw()).build());
      }
      pass.mark(call.id(), NodePhase.RUNNING, null);
    }
    Frame.Leaf frame = new Frame.Leaf(call, template, pass.now());
    pass.frame(frame);
    advance(frame);
    return CallResult.STARTED;
  }

  void advance(Frame.Leaf frame) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    if (node.isFulfilled()) {
      pass.done(call);
      return;
    }
    Optional<NodePhase> ended = drive.shutdown.endOfWaiting(call);
    if (ended.isPresent()) {
      pass.done(call);
      return;
    }
    String text = frame.template().suspend().map(s -> Fields.textOrEmpty(s, "duration")).orElse("");
    if (text.isEmpty()) {
      return;
    }
    Duration duration;
    try {
      duration = ArgoDuration.parse(text);
    } catch (ProblemException e) {
      drive.failures.raise(call, e.problem().message());
      return;
    }
    Instant started = node.startedAt() == null ? pass.now() : node.startedAt();
    Instant end = started.plus(duration);
    if (end.isAfter(pass.now())) {
      pass.wake(call.id(), end);
    } else {
      resume(frame, Map.of(), "", false);
    }
  }

  /**
   * Ends the suspension with success.
   *
   * @param values of supplied output parameters
   * @param export whether outputs with a {@code globalName} go to the workflow
   */
  void resume(Frame.Leaf frame, Map<String, String> values, String message, boolean export) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    Outputs declared = frame.template().outputs();
    if (!declared.parameters().isEmpty()) {
      ObjectNode outputs = node.outputs() == null ? declared.raw().objectNode() : node.outputs();
      ObjectNode next = outputs.objectNode();
      next.setAll(outputs);
      ArrayNode parameters = next.arrayNode();
      for (Parameter parameter : new Outputs(outputs).parameters()) {
        Optional<String> value = value(frame.template(), parameter, values);
        if (value.isEmpty()) {
          pass.mark(
              call.id(),
              NodePhase.ERROR,
              "raw output parameter '"
                  + parameter.name()
                  + "' has not been set and does not have a default value");
          pass.done(call);
          return;
        }
        parameters.add(parameter.withValue(value.get()).raw());
      }
      next.set("parameters", parameters);
      pass.put(pass.existing(call.id()).toBuilder().outputs(next).build());
      if (export) {
        GlobalOutputs.export(pass, new Outputs(next));
      }
    }
    pass.mark(call.id(), NodePhase.SUCCEEDED, joined(node.message(), message));
    pass.done(call);
  }

  private static String joined(String old, String added) {
    return added.isEmpty() ? old : old.isEmpty() ? added : old + "; " + added;
  }

  private static Optional<String> value(
      Template template, Parameter parameter, Map<String, String> values) {
    Optional<String> given = Optional.ofNullable(values.get(parameter.name()));
    return given
        .or(parameter::value)
        .or(parameter::valueFromDefault)
        .or(
            () ->
                template.inputs().parameters().stream()
                    .filter(input -> input.name().equals(parameter.name()))
                    .findFirst()
                    .flatMap(Parameter::defaultValue));
  }
}
