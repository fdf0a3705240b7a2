package io.argobuild.core.template;

import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.NodeStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What steps or tasks gave so far: texts for tags, and artifacts for references (Argo 4.1.2 {@code
 * wfScope}, Argo 4.1.2 and 9). Filled while it is built, read afterwards.
 */
public final class OutputScope {
  private Variables texts;
  private PMap<String, Artifact> artifacts;

  public OutputScope() {
    this(Variables.EMPTY, HashTreePMap.empty());
  }

  private OutputScope(Variables texts, PMap<String, Artifact> artifacts) {
    this.texts = texts;
    this.artifacts = artifacts;
  }

  /** A scope of its own with the same content; takes no time, however much that is. */
  public OutputScope copy() {
    return new OutputScope(texts, artifacts);
  }

  /** The variables of this scope over others. */
  public Variables over(Variables parent) {
    return texts.over(parent);
  }

  /** All of another scope as well. */
  public void addAll(OutputScope other) {
    texts = other.texts.over(texts);
    artifacts = artifacts.plusAll(other.artifacts);
  }

  public void addText(String key, String value) {
    texts = texts.with(key, value);
  }

  /** Whether the key stands for an output of a skipped node without a default. */
  public boolean isAbsent(String key) {
    return texts.isAbsent(key);
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
    addText(prefix + ".id", node.id());
    addTime(prefix + ".startedAt", node.startedAt());
    addTime(prefix + ".finishedAt", node.finishedAt());
    addText(prefix + ".status", node.phase().argoName());
    if (!node.podIp().isEmpty()) {
      addText(prefix + ".ip", node.podIp());
    }
    if (!node.hostNodeName().isEmpty()) {
      addText(prefix + ".hostNodeName", node.hostNodeName());
    }
    if (node.outputs() != null) {
      addOutputs(prefix, new Outputs(node.outputs()));
    }
  }

  private void addDefault(String key, Parameter parameter) {
    Optional<String> value = parameter.valueFromDefault();
    texts = value.isPresent() ? texts.with(key, value.get()) : texts.withAbsent(key);
  }

  private void addArtifact(String key, Artifact artifact) {
    artifacts = artifacts.plus(key, artifact);
  }

  private void addTime(String key, @Nullable Instant time) {
    if (time != null) {
      addText(key, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  private void addOutputs(String prefix, Outputs outputs) {
    outputs.result().ifPresent(result -> addText(prefix + ".outputs.result", result));
    outputs.exitCode().ifPresent(code -> addText(prefix + ".exitCode", code));
    for (Parameter parameter : outputs.parameters()) {
      // A failed attempt has parameters without a value; to exit handlers they are empty.
      addText(prefix + ".outputs.parameters." + parameter.name(), parameter.value().orElse(""));
    }
    for (Artifact artifact : outputs.artifacts()) {
      addArtifact(prefix + ".outputs.artifacts." + artifact.name(), artifact);
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
      addDefault(prefix + ".outputs.parameters." + parameter.name(), parameter);
    }
    if (placeholders) {
      for (Artifact artifact : declared.artifacts()) {
        addArtifact(
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
    addText(prefix + ".outputs.result", joined.result());
    addText(prefix + ".outputs.parameters", joined.parameters());
    joined
        .byName()
        .forEach((name, values) -> addText(prefix + ".outputs.parameters." + name, values));
  }
}
