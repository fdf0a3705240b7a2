package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Action.CreatePod;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What may be said of a run. */
public final class RunAssert extends AbstractAssert<RunAssert, ScriptedRun> {
  private String current = "";

  private RunAssert(ScriptedRun run) {
    super(run, RunAssert.class);
  }

  public static RunAssert assertThat(ScriptedRun run) {
    return new RunAssert(run);
  }

  public RunAssert finished(WorkflowPhase phase) {
    if (actual.state().status().phase() != phase) {
      failWithMessage("expected the workflow to be %s but was%n%s", phase, actual);
    }
    return this;
  }

  public RunAssert message(String message) {
    String was = actual.state().status().message();
    if (!was.equals(message)) {
      failWithMessage("expected message <%s> but was <%s>%n%s", message, was, actual);
    }
    return this;
  }

  /** A pod was created for the node. */
  public RunAssert ran(String name) {
    current = name;
    if (pods(name) == 0) {
      failWithMessage("expected a pod of %s%n%s", name, actual);
    }
    return this;
  }

  public RunAssert neverRan(String name) {
    if (actual.node(name).isPresent() && pods(name) > 0) {
      failWithMessage("expected no pod of %s%n%s", name, actual);
    }
    return this;
  }

  public RunAssert podsCreated(String name, int times) {
    if (pods(name) != times) {
      failWithMessage("expected %s pods of %s but were %s%n%s", times, name, pods(name), actual);
    }
    return this;
  }

  private long pods(String name) {
    String id = node(name).id();
    return actual.actions().stream()
        .filter(action -> action instanceof CreatePod create && create.nodeId().equals(id))
        .count();
  }

  /** Ended before the other one began; after {@link #ran} or {@link #hasNode}. */
  public RunAssert before(String other) {
    Instant end = node(current).finishedAt();
    Instant begin = node(other).startedAt();
    if (end == null || begin == null || end.isAfter(begin)) {
      failWithMessage("expected %s (%s) before %s (%s)%n%s", current, end, other, begin, actual);
    }
    return this;
  }

  public RunAssert hasNode(String name, NodePhase phase) {
    current = name;
    NodeStatus node = node(name);
    if (node.phase() != phase) {
      failWithMessage("expected %s to be %s but was %s%n%s", name, phase, node.phase(), actual);
    }
    return this;
  }

  public RunAssert hasNode(String name, NodePhase phase, String message) {
    hasNode(name, phase);
    if (!node(name).message().equals(message)) {
      failWithMessage(
          "expected of %s <%s> but was <%s>%n%s", name, message, node(name).message(), actual);
    }
    return this;
  }

  public RunAssert hasNoNode(String name) {
    if (actual.node(name).isPresent()) {
      failWithMessage("expected no node %s%n%s", name, actual);
    }
    return this;
  }

  public RunAssert output(String node, String parameter, @Nullable String value) {
    var json = node(node).outputs();
    String was =
        json == null
            ? null
            : new Outputs(json)
                .parameters().stream()
                    .filter(p -> p.name().equals(parameter))
                    .findFirst()
                    .flatMap(Parameter::value)
                    .orElse(null);
    if (value == null ? was != null : !value.equals(was)) {
      failWithMessage("expected %s of %s to be <%s> but was <%s>", parameter, node, value, was);
    }
    return this;
  }

  public RunAssert input(String node, String parameter, String value) {
    ObjectNode inputs = node(node).inputs();
    boolean has =
        inputs != null
            && new Inputs(inputs)
                .parameters().stream()
                    .filter(p -> p.name().equals(parameter))
                    .anyMatch(p -> p.value().map(value::equals).orElse(false));
    if (!has) {
      failWithMessage("expected input %s=%s of %s in %s", parameter, value, node, inputs);
    }
    return this;
  }

  public RunAssert artifact(String node, String name, ArtifactState.Phase phase) {
    boolean has =
        node(node).artifacts().stream()
            .anyMatch(state -> state.name().equals(name) && state.phase() == phase);
    if (!has) {
      failWithMessage("expected %s of %s %s in %s", name, node, phase, node(node).artifacts());
    }
    return this;
  }

  public RunAssert took(Duration duration) {
    if (!actual.took().equals(duration)) {
      failWithMessage("expected %s but took %s%n%s", duration, actual.took(), actual);
    }
    return this;
  }

  public RunAssert neverMorePodsThan(int limit) {
    if (actual.world().mostRunning() > limit) {
      failWithMessage("expected %s pods at most, were %s", limit, actual.world().mostRunning());
    }
    return this;
  }

  public RunAssert leavesNoPodRunning() {
    if (!actual.world().alive().isEmpty()) {
      failWithMessage("still running: %s%n%s", actual.world().alive(), actual);
    }
    return this;
  }

  private NodeStatus node(String name) {
    return actual
        .node(name)
        .orElseThrow(() -> new AssertionError("no node " + name + " in\n" + actual));
  }
}
