package io.argobuild.core.template;

import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.NodeStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What steps or tasks gave so far: texts for tags, and artifacts for references (Argo 4.1.2 {@code
 * wfScope}, argo-spec 02 sections 3 and 9). Filled while it is built, read afterwards.
 */
public final class OutputScope {
  private final Map<String, @Nullable String> texts = new HashMap<>();
  private final Map<String, Artifact> artifacts = new HashMap<>();

  /** The variables of this scope over others. */
  public Variables over(Variables parent) {
    Variables all = parent;
    for (var entry : texts.entrySet()) {
      String value = entry.getValue();
      all = value == null ? all.withAbsent(entry.getKey()) : all.with(entry.getKey(), value);
    }
    return all;
  }

  /** All of another scope as well. */
  public void addAll(OutputScope other) {
    texts.putAll(other.texts);
    artifacts.putAll(other.artifacts);
  }

  public void addText(String key, String value) {
    texts.put(key, value);
  }

  /** Whether the key stands for an output of a skipped node without a default. */
  public boolean isAbsent(String key) {
    return texts.containsKey(key) && texts.get(key) == null;
  }

  Map<String, Artifact> artifacts() {
    return artifacts;
  }

  public Optional<Artifact> artifact(String key) {
    return Optional.ofNullable(artifacts.get(key));
  }

  /**
   * A node that ran.
   *
   * @param prefix such as {@code steps.hello}
   * @param node the node; of a retried one its last attempt
   */
  public void addNode(String prefix, NodeStatus node) {
    texts.put(prefix + ".id", node.id());
    addTime(prefix + ".startedAt", node.startedAt());
    addTime(prefix + ".finishedAt", node.finishedAt());
    texts.put(prefix + ".status", node.phase().argoName());
    if (!node.podIp().isEmpty()) {
      texts.put(prefix + ".ip", node.podIp());
    }
    if (!node.hostNodeName().isEmpty()) {
      texts.put(prefix + ".hostNodeName", node.hostNodeName());
    }
    if (node.outputs() != null) {
      addOutputs(prefix, new Outputs(node.outputs()));
    }
  }

  private void addTime(String key, @Nullable Instant time) {
    if (time != null) {
      texts.put(key, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  private void addOutputs(String prefix, Outputs outputs) {
    outputs.result().ifPresent(result -> texts.put(prefix + ".outputs.result", result));
    outputs.exitCode().ifPresent(code -> texts.put(prefix + ".exitCode", code));
    for (Parameter parameter : outputs.parameters()) {
      // A failed attempt has parameters without a value; to exit handlers they are empty.
      texts.put(prefix + ".outputs.parameters." + parameter.name(), parameter.value().orElse(""));
    }
    for (Artifact artifact : outputs.artifacts()) {
      artifacts.put(prefix + ".outputs.artifacts." + artifact.name(), artifact);
    }
  }

  /**
   * The outputs that a skipped or omitted node would have given: defaults, or absence.
   *
   * @param declared the outputs of its template
   * @param placeholders whether artifacts get an empty stand-in, as in steps
   */
  public void addSkipped(String prefix, Outputs declared, boolean placeholders) {
    for (Parameter parameter : declared.parameters()) {
      texts.put(
          prefix + ".outputs.parameters." + parameter.name(),
          parameter.valueFromDefault().orElse(null));
    }
    if (placeholders) {
      for (Artifact artifact : declared.artifacts()) {
        artifacts.put(
            prefix + ".outputs.artifacts." + artifact.name(),
            new Artifact(artifact.raw().objectNode().put("name", artifact.name())));
      }
    }
  }

  /**
   * The joined outputs of a loop.
   *
   * @param items the nodes of its items, in their order
   * @throws TemplateException when a result isn't JSON
   */
  public void addLoop(String prefix, List<NodeStatus> items) throws TemplateException {
    LoopOutputs joined = LoopOutputs.of(items);
    texts.put(prefix + ".outputs.result", joined.result());
    texts.put(prefix + ".outputs.parameters", joined.parameters());
    joined
        .byName()
        .forEach((name, values) -> texts.put(prefix + ".outputs.parameters." + name, values));
  }
}
