package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Decision;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.engine.Reconciler;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * A small engine for tests of the shell: runs the pods named in {@code spec.chain} one after the
 * other, each with one output artifact, and asks for each one's result. What it knows besides the
 * state it forgets with the object, as a real engine does with a JVM.
 */
final class ChainReconciler implements Reconciler {
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Instant> again = new LinkedHashMap<>();
  private Working work = new Working(null);
  private Instant now = Instant.EPOCH;

  /** What one reconciliation changes. */
  private static final class Working {
    private final Map<String, NodeStatus> changed = new LinkedHashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private @Nullable WorkflowState state;

    private Working(@Nullable WorkflowState state) {
      this.state = state;
    }
  }

  static String podName(String workflow, String step) {
    return NodeId.podName(workflow, workflow + '.' + step, "");
  }

  static String key(String workflow, String step) {
    return workflow + '/' + step + "/out.tgz";
  }

  @Override
  public Decision reconcile(WorkflowState state, List<Observation> observations, Instant time) {
    now = time;
    work = new Working(state);
    for (Observation observation : observations) {
      take(observation);
    }
    advance();
    WorkflowState next = state();
    boolean statusChanged =
        !next.status().equals(state.status())
            || !next.workflow().raw().equals(state.workflow().raw());
    Instant wake = again.values().stream().min(Instant::compareTo).orElse(null);
    return new Decision(
        next, List.copyOf(work.changed.values()), statusChanged, List.copyOf(work.actions), wake);
  }

  private WorkflowState state() {
    if (work.state == null) {
      throw new IllegalStateException("outside of a reconciliation");
    }
    return work.state;
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    state().workflow().spec().raw().path("chain").forEach(step -> steps.add(step.asText()));
    return steps;
  }

  private @Nullable NodeStatus node(String step) {
    return state().node(NodeId.of(state().name(), state().name() + '.' + step));
  }

  private @Nullable NodeStatus nodeOf(String pod) {
    for (String step : steps()) {
      if (pod.equals(podName(state().name(), step))) {
        return node(step);
      }
    }
    return null;
  }

  private void put(NodeStatus node) {
    PMap<String, NodeStatus> nodes = state().nodes().plus(node.id(), node);
    work.changed.put(node.id(), node);
    work.state = new WorkflowState(state().workflow(), state().status(), nodes, state().plan());
  }

  private void status(WorkflowStatus status) {
    work.state = new WorkflowState(state().workflow(), status, state().nodes(), state().plan());
  }

  private void take(Observation observation) {
    if (observation instanceof Observation.PodSeen seen) {
      seen(seen.pod());
    } else if (observation instanceof Observation.PodGone gone) {
      NodeStatus node = nodeOf(gone.podName());
      if (node != null && !node.phase().isTerminal()) {
        end(node, NodePhase.ERROR, "pod deleted");
      }
    } else if (observation instanceof Observation.PodOutputRead read) {
      NodeStatus node = nodeOf(read.podName());
      if (node != null && Boolean.FALSE.equals(node.synced())) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("result", read.result());
        end(node.toBuilder().outputs(outputs).build(), NodePhase.SUCCEEDED, "");
      }
    } else if (observation instanceof Observation.PodRefused refused) {
      refused(refused);
    } else if (observation instanceof Observation.Command command) {
      command(command.command());
    }
  }

  private void refused(Observation.PodRefused refused) {
    NodeStatus node = nodeOf(refused.podName());
    if (node == null || node.phase().isTerminal()) {
      return;
    }
    if (refused.problem().kind() == ProblemClass.TRANSIENT) {
      again.put(node.displayName(), now.plusSeconds(1));
    } else {
      end(node, NodePhase.ERROR, refused.problem().message());
    }
  }

  private void seen(ObjectNode pod) {
    NodeStatus node = nodeOf(Pods.name(pod));
    if (node == null || node.phase().isTerminal()) {
      return;
    }
    switch (Pods.phase(pod)) {
      case "Running" -> put(node.toBuilder().phase(NodePhase.RUNNING).build());
      case "Succeeded" -> {
        put(node.toBuilder().phase(NodePhase.RUNNING).synced(false).build());
        if (asked.add(node.id())) {
          work.actions.add(new Action.ReadPodOutput(Pods.name(pod), true, false));
        }
      }
      case "Failed" -> {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("exitCode", exit(pod));
        String message = "main: Error (exit code " + exit(pod) + ")";
        end(node.toBuilder().outputs(outputs).build(), NodePhase.FAILED, message);
      }
      default -> put(node);
    }
  }

  private static String exit(ObjectNode pod) {
    JsonNode main = pod.path("status").path("containerStatuses").path(0);
    return main.path("state").path("terminated").path("exitCode").asText();
  }

  private void end(NodeStatus node, NodePhase phase, String message) {
    ArtifactState artifact = node.artifacts().get(0);
    ArtifactState last =
        phase == NodePhase.SUCCEEDED
            ? artifact.stored(3, "e")
            : artifact.with(ArtifactState.Phase.MISSING);
    put(
        node.toBuilder()
            .phase(phase)
            .message(message)
            .synced(true)
            .finishedAt(now)
            .artifacts(List.of(last))
            .build());
  }

  private void command(UserCommand command) {
    if (command instanceof UserCommand.Stop || command instanceof UserCommand.Terminate) {
      spec("shutdown", "Stop");
      for (String step : steps()) {
        NodeStatus node = node(step);
        if (node != null && !node.phase().isTerminal()) {
          end(node, NodePhase.FAILED, "workflow shutdown with strategy: Stop");
          work.actions.add(new Action.TerminatePod(podName(state().name(), step), Set.of(), null));
        }
      }
    } else {
      spec("suspend", command instanceof UserCommand.Suspend ? "true" : "");
    }
  }

  private void spec(String field, String value) {
    ObjectNode spec = state().workflow().spec().raw().deepCopy();
    if (field.equals("suspend")) {
      spec.put(field, value.equals("true"));
    } else {
      spec.put(field, value);
    }
    work.state =
        new WorkflowState(
            state().workflow().withSpec(spec), state().status(), state().nodes(), state().plan());
  }

  private void advance() {
    if (state().status().phase() == WorkflowPhase.UNKNOWN) {
      status(state().status().withPhase(WorkflowPhase.RUNNING, "").withTimes(now, null));
    }
    for (String step : steps()) {
      NodeStatus node = node(step);
      if (node == null) {
        begin(step);
        return;
      }
      if (!node.phase().isTerminal()) {
        create(node);
        return;
      }
      if (node.isFailedOrError()) {
        finish(WorkflowPhase.FAILED, node.message());
        return;
      }
    }
    finish(WorkflowPhase.SUCCEEDED, "");
  }

  private void finish(WorkflowPhase phase, String message) {
    WorkflowStatus status = state().status();
    status(status.withPhase(phase, message).withTimes(status.startedAt(), now));
    work.actions.add(new Action.RetainLocks(List.of()));
  }

  private void begin(String step) {
    if (state().workflow().spec().suspend()) {
      return;
    }
    if (!state().workflow().spec().shutdown().isEmpty()) {
      finish(WorkflowPhase.FAILED, "Stopped with strategy 'Stop'");
      return;
    }
    String name = state().name() + '.' + step;
    String key = key(state().name(), step);
    NodeStatus node =
        new NodeBuilder(NodeId.of(state().name(), name), name, NodeType.Leaf.POD)
            .displayName(step)
            .startedAt(now)
            .artifacts(
                List.of(
                    new ArtifactState(
                        "out",
                        ArtifactState.Phase.WRITING,
                        key,
                        -1,
                        "",
                        "OnWorkflowCompletion",
                        null)))
            .build();
    put(node);
    create(node);
  }

  /** Again after a refusal, and once whenever this object does not know that it did. */
  private void create(NodeStatus node) {
    Instant due = again.get(node.displayName());
    if (due != null && !now.isBefore(due)) {
      again.remove(node.displayName());
      asked.remove("create " + node.id());
    }
    if (node.phase() == NodePhase.PENDING && asked.add("create " + node.id())) {
      String pod = podName(state().name(), node.displayName());
      work.actions.add(new Action.CreatePod(node.id(), plan(pod, node)));
    }
  }

  private PodPlan plan(String name, NodeStatus node) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata").put("name", name);
    metadata.putObject("labels").put(Cluster.WORKFLOW_LABEL, state().name());
    metadata.putObject("annotations").put(PodProtocol.NODE_ID_ANNOTATION, node.id());
    ObjectNode container = pod.putObject("spec").putArray("containers").addObject();
    container.put("name", "main").put("image", "alpine:3.23");
    JsonNode script = state().workflow().spec().raw().path("scripts").path(node.displayName());
    container.putArray("command").add("sh").add("-c").add(script.asText("true"));
    ((ObjectNode) pod.get("spec"))
        .put("terminationGracePeriodSeconds", Duration.ofSeconds(5).toSeconds());
    return new PodPlan(name, pod, List.of());
  }
}
