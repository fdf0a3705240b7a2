package io.argobuild.core.pod;

import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod is wanted for.
 *
 * @param workflow its spec's pod fields (volumes, podMetadata, podSpecPatch ...) with their
 *     variables replaced
 * @param template with all variables replaced
 * @param boundary the Steps or DAG template that contains the node, for its scheduling fields; null
 *     for a root
 * @param exitHandler whether it belongs to an exit handler
 * @param result whether {@code outputs.result} is wanted
 * @param activeDeadlineSeconds how long it may run from its start on; null for ever
 * @param avoidedHosts where attempts before failed and this one shall not run
 * @param inputs one for each input artifact that main shall find
 * @param outputs see {@link OutputArtifact#of}
 */
public record PodRequest(
    Workflow workflow,
    Template template,
    @Nullable Template boundary,
    String nodeId,
    String nodeName,
    String podName,
    boolean exitHandler,
    boolean result,
    @Nullable Long activeDeadlineSeconds,
    List<String> avoidedHosts,
    List<InputArtifact> inputs,
    List<OutputArtifact> outputs) {
  public PodRequest {
    avoidedHosts = List.copyOf(avoidedHosts);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
