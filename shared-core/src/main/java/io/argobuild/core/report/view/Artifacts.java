package io.argobuild.core.report.view;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcStrategy;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Output artifacts of a run, with what artifact GC said of their keys. */
final class Artifacts {
  private final WorkflowSpec spec;
  private final Set<String> deleted = new HashSet<>();
  private final Map<String, GcReport.Failed> failed = new HashMap<>();

  Artifacts(WorkflowSpec spec, @Nullable GcReport gc) {
    this.spec = spec;
    if (gc != null) {
      gc.deleted().forEach(gone -> deleted.add(gone.key()));
      gc.failed().forEach(failure -> failed.put(failure.key(), failure));
    }
  }

  /** Of a node that stores them itself; what groups hand on are copies. */
  List<ViewArtifact> of(NodeStatus node, Shown shown) {
    List<ViewArtifact> all = new ArrayList<>();
    if (!node.artifacts().isEmpty()) {
      node.artifacts().forEach(state -> all.add(ofState(state, shown)));
    } else if (node.type() == NodeType.Leaf.POD && node.outputs() != null) {
      new Outputs(node.outputs())
          .artifacts()
          .forEach(artifact -> all.add(ofOutput(artifact, node.phase().isTerminal(), shown)));
    }
    return all;
  }

  private ViewArtifact ofState(ArtifactState state, Shown shown) {
    ArtifactState.DeleteFailure failure = state.failure();
    ViewArtifact.Failure told =
        failure == null
            ? null
            : new ViewArtifact.Failure(
                failure.problemClass(), shown.message(failure.message()), failure.attempts());
    return afterGc(
        new ViewArtifact(
            shown.text(state.name()),
            state.phase().text(),
            shown.text(state.key()),
            state.size(),
            state.strategy(),
            reason(state.phase()),
            told),
        shown);
  }

  /** As Argo's status tells it, which knows no states. */
  private ViewArtifact ofOutput(Artifact artifact, boolean ended, Shown shown) {
    String key =
        artifact.raw().properties().stream()
            .flatMap(location -> Fields.text(location.getValue(), "key").stream())
            .findFirst()
            .orElse("");
    ArtifactState.Phase phase =
        artifact.deleted()
            ? ArtifactState.Phase.DELETED
            : !key.isEmpty()
                ? ArtifactState.Phase.STORED
                : ended ? ArtifactState.Phase.MISSING : ArtifactState.Phase.DECLARED;
    return afterGc(
        new ViewArtifact(
            shown.text(artifact.name()),
            phase.text(),
            shown.text(key),
            -1,
            GcStrategy.effective(artifact, spec),
            reason(phase),
            null),
        shown);
  }

  private ViewArtifact afterGc(ViewArtifact artifact, Shown shown) {
    GcReport.Failed failure = failed.get(artifact.key());
    if (failure != null) {
      return with(
          artifact,
          ArtifactState.Phase.DELETE_FAILED,
          new ViewArtifact.Failure(
              failure.problemClass(), shown.message(failure.message()), failure.attempts()));
    }
    return deleted.contains(artifact.key())
        ? with(artifact, ArtifactState.Phase.DELETED, null)
        : artifact;
  }

  private static ViewArtifact with(
      ViewArtifact artifact, ArtifactState.Phase phase, ViewArtifact.@Nullable Failure failure) {
    return new ViewArtifact(
        artifact.name(),
        phase.text(),
        artifact.key(),
        artifact.size(),
        artifact.strategy(),
        "",
        failure);
  }

  private static String reason(ArtifactState.Phase phase) {
    return switch (phase) {
      case MISSING -> "The attempt ended without storing it; there is nothing to delete.";
      case WRITING -> "The attempt may have stored it; its end was not seen.";
      case DECLARED, STORED, DELETED, DELETE_FAILED -> "";
    };
  }
}
