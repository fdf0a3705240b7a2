package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.HttpRequest;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.OutputArtifact;
import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import io.argobuild.core.pod.PodRequest;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes what pods leave into their nodes, and keeps the states of their artifacts. */
final class PodOutputs {
  private final Drive drive;
  private final Pass pass;

  PodOutputs(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /** Before a pod may write: what it will write, and where. */
  void declare(Frame.Leaf frame, PodRequest request) {
    Template template = frame.template();
    Map<String, String> logs = logs(frame);
    if (template.outputs().artifacts().isEmpty() && logs.isEmpty()) {
      return;
    }
    Map<String, Artifact> declared =
        template.outputs().artifacts().stream()
            .collect(Collectors.toMap(Artifact::name, Function.identity(), (a, b) -> a));
    List<ArtifactState> states = new ArrayList<>();
    for (OutputArtifact output : request.outputs()) {
      Artifact artifact = declared.get(output.name());
      String own = artifact == null ? "" : artifact.gcStrategy();
      String strategy = own.isEmpty() ? workflowGcStrategy() : own;
      states.add(
          new ArtifactState(
              output.name(), ArtifactState.Phase.WRITING, output.key(), -1, "", strategy, null));
    }
    logs.forEach(
        (container, key) ->
            states.add(
                new ArtifactState(
                    ArchivedLogs.artifact(container),
                    ArtifactState.Phase.WRITING,
                    key,
                    -1,
                    "",
                    workflowGcStrategy(),
                    null)));
    NodeStatus node = pass.existing(frame.call().id());
    pass.put(node.toBuilder().artifacts(states).build());
  }

  /** Where the logs of the node's pod are to be kept, by container. */
  Map<String, String> logs(Frame.Leaf frame) {
    String folder = pass.workflow().name() + '/' + drive.caller.podName(frame.call());
    return ArchivedLogs.keys(frame.template(), pass.spec(), folder);
  }

  private String workflowGcStrategy() {
    return pass.spec().artifactGc().map(gc -> Fields.textOrEmpty(gc, "strategy")).orElse("");
  }

  /** A pod that is gone without a word may have written all of it; nothing is assumed missing. */
  void abandon(Call call) {
    pass.plan(
        pass.plan().withPods(pass.plan().pods().without(drive.caller.podName(call), call.id())));
  }

  /** Keeps the ended pod until the rest of its output is read. */
  void await(Call call, ObjectNode pod, PodAssessment seen) {
    pass.plan(pass.plan().withPods(pass.plan().pods().withEnded(call.id(), pod)));
    NodeStatus node = pass.existing(call.id());
    if (!node.phase().isCompleted()) {
      pass.put(node.toBuilder().hostNodeName(seen.host()).synced(false).build());
    }
  }

  @Nullable ObjectNode podOf(Call call) {
    return pass.plan().pods().ended().get(call.id());
  }

  Frame.@Nullable Leaf awaiting(String podName) {
    Frame.Leaf frame = byPodName(podName);
    return frame != null && podOf(frame.call()) != null ? frame : null;
  }

  Frame.@Nullable Leaf byPodName(String podName) {
    String id = pass.plan().pods().nodeOf().get(podName);
    return id != null && pass.frame(id) instanceof Frame.Leaf leaf ? leaf : null;
  }

  /** Ends the node by its pod. */
  void finish(Frame.Leaf frame, ObjectNode pod, PodAssessment seen, @Nullable String result) {
    Optional<HttpOutcome> http =
        frame
            .template()
            .http()
            .map(raw -> HttpOutcome.of(frame.template(), new HttpRequest(raw), seen));
    if (http.isPresent()) {
      end(frame, pod, seen, http.get().phase(), http.get().message(), http.get().outputs());
    } else {
      String captured = frame.call().captureResult() ? result : null;
      ObjectNode outputs = outputs(frame.template(), seen, captured);
      end(frame, pod, seen, seen.phase(), seen.message(), outputs);
    }
  }

  private void end(
      Frame.Leaf frame,
      ObjectNode pod,
      PodAssessment seen,
      NodePhase phase,
      String told,
      ObjectNode outputs) {
    Call call = frame.call();
    NodeStatus node = pass.existing(call.id());
    NodeBuilder next =
        node.toBuilder()
            .synced(null)
            .daemoned(false)
            .hostNodeName(seen.host())
            .outputs(outputs.isEmpty() ? null : outputs)
            .artifacts(states(node, seen));
    if (!node.phase().isCompleted()) {
      next.phase(phase).message(told.isEmpty() ? kept(node) : told);
    }
    if (node.finishedAt() == null) {
      next.finishedAt(seen.finishedAt() == null ? pass.now() : seen.finishedAt());
    }
    if (phase == NodePhase.SUCCEEDED) {
      next.progress(seen.progress().isEmpty() ? "1/1" : whole(seen.progress()));
    }
    pass.put(ResourceDurations.with(next.build(), seen.resources()));
    GlobalOutputs.export(pass, new Outputs(outputs));
    ContainerNodes.end(pass, call);
    collectPod(call, pod, seen);
    abandon(call);
    pass.done(call);
  }

  /** What a pod was pending for is no word about its end. */
  private static String kept(NodeStatus node) {
    return node.phase() == NodePhase.PENDING ? "" : node.message();
  }

  private static String whole(String progress) {
    String total = progress.substring(progress.indexOf('/') + 1);
    return total + '/' + total;
  }

  private void collectPod(Call call, ObjectNode pod, PodAssessment seen) {
    PodGc gc = PodGc.of(pass.spec());
    if (gc.endsWithItself(pod, seen.phase() == NodePhase.SUCCEEDED)) {
      pass.act(new Action.DeletePod(drive.caller.podName(call), gc.delay()));
    }
  }

  private static ObjectNode outputs(
      Template template, PodAssessment seen, @Nullable String result) {
    ObjectNode outputs = Fields.NOTHING.objectNode();
    ArrayNode parameters = outputs.arrayNode();
    List<Parameter> known = seen.parameters().isEmpty() ? given(template) : seen.parameters();
    known.stream().map(Parameter::raw).forEach(parameters::add);
    if (!parameters.isEmpty()) {
      outputs.set("parameters", parameters);
    }
    if (!seen.artifacts().isEmpty()) {
      ArrayNode artifacts = outputs.putArray("artifacts");
      for (Artifact artifact : template.outputs().artifacts()) {
        seen.artifacts().stream()
            .filter(stored -> stored.name().equals(artifact.name()))
            .findFirst()
            .ifPresent(stored -> artifacts.add(located(artifact, stored)));
      }
      ArchivedLogs.outputs(template, seen).forEach(artifacts::add);
    }
    if (result != null) {
      outputs.put("result", result);
    }
    if (seen.exitCode() != null) {
      outputs.put("exitCode", seen.exitCode().toString());
    }
    return outputs;
  }

  /** Outputs whose value stands in the manifest, which no pod has to report. */
  private static List<Parameter> given(Template template) {
    return template.outputs().parameters().stream()
        .filter(parameter -> parameter.value().isPresent() && parameter.valueFrom().isEmpty())
        .toList();
  }

  /** As Argo records it: the key alone, the rest is the repository's. */
  private static ObjectNode located(Artifact artifact, StoredArtifact stored) {
    ObjectNode raw = artifact.raw().objectNode();
    raw.setAll(artifact.raw());
    if (ArtifactLocation.of(artifact).key().isEmpty()) {
      raw.putObject("s3").put("key", stored.key());
    }
    return raw;
  }

  private static List<ArtifactState> states(NodeStatus node, PodAssessment seen) {
    List<ArtifactState> states = new ArrayList<>();
    for (ArtifactState state : node.artifacts()) {
      StoredArtifact stored =
          seen.artifacts().stream()
              .filter(artifact -> artifact.name().equals(state.name()))
              .findFirst()
              .orElse(null);
      if (stored != null) {
        states.add(stored(state, stored));
      } else if (seen.reported() && !seen.unsure().contains(state.name())) {
        states.add(state.with(ArtifactState.Phase.MISSING));
      } else {
        states.add(state);
      }
    }
    return states;
  }

  /** The key of a folder of objects ends with a slash. */
  private static ArtifactState stored(ArtifactState state, StoredArtifact stored) {
    String key = stored.isFolder() ? stored.key() + '/' : stored.key();
    return new ArtifactState(
        state.name(),
        ArtifactState.Phase.STORED,
        key,
        stored.size(),
        stored.etag(),
        state.strategy(),
        null);
  }
}
