package io.argobuild.core.run;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/** Reads output artifacts of a run; nothing else of the store can be reached by it. */
final class ArtifactCopy {
  private ArtifactCopy() {}

  static void read(Workflow workflow, String key, ArtifactStore store, ArtifactSink sink)
      throws IOException {
    if (StatusReader.nodes(workflow.status()).stream().noneMatch(node -> hasKey(node, key))) {
      throw notFound(workflow.name(), key, "it is no output artifact of the run");
    }
    if (store.head(new ArtifactKey(key)).isPresent()) {
      try (InputStream content = store.open(new ArtifactKey(key))) {
        sink.accept(key.substring(key.lastIndexOf('/') + 1), content);
      }
      return;
    }
    String folder = key.endsWith("/") ? key : key + '/';
    List<String> keys;
    try (Stream<StoredObject> objects = store.list(folder)) {
      keys = objects.map(object -> object.key().text()).sorted().toList();
    }
    if (keys.isEmpty()) {
      throw notFound(workflow.name(), key, "nothing is stored there");
    }
    for (String one : keys) {
      try (InputStream content = store.open(new ArtifactKey(one))) {
        sink.accept(one.substring(folder.length()), content);
      }
    }
  }

  private static boolean hasKey(NodeStatus node, String key) {
    return node.artifacts().stream().anyMatch(state -> state.key().equals(key))
        || (node.outputs() != null
            && new Outputs(node.outputs())
                .artifacts().stream()
                    .flatMap(artifact -> artifact.raw().properties().stream())
                    .anyMatch(
                        location -> Fields.textOrEmpty(location.getValue(), "key").equals(key)));
  }

  private static ProblemException notFound(String run, String key, String why) {
    return new ProblemException(
        new Problem(
            "RUN_ARTIFACT_NOT_FOUND",
            ProblemClass.NOT_FOUND,
            "artifact " + key + " of workflow " + run + ": " + why,
            new Place.At("run " + run),
            "See which there are with argo:artifacts"));
  }
}
