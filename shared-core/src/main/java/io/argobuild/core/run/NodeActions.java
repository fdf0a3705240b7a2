package io.argobuild.core.run;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.cluster.objects.Kubectl;
import io.argobuild.core.cluster.objects.ObjectProblems;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceVerb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Does what nodes without a pod want, on the artifacts and objects of a run. */
record NodeActions(ArtifactStore artifacts, ClusterObjects objects) {
  /** More keys than that make no list of work for a workflow. */
  private static final int MAX_LISTED = 100_000;

  /** What was seen then, in order. */
  List<Observation> perform(Action.NodeAction action) {
    if (action instanceof Action.ListArtifacts list) {
      return List.of(listed(list));
    } else if (action instanceof Action.ApplyResource apply) {
      return applied(apply);
    } else if (action instanceof Action.ReadResource read) {
      ObjectRef ref = read.object();
      return List.of(
          new Observation.ResourceSeen(
              read.nodeId(),
              List.of(objects.read(ref).orElseThrow(() -> ObjectProblems.gone(ref))),
              objects.isSteady(ref)));
    } else if (action instanceof Action.ReadManifest read) {
      return List.of(new Observation.ManifestRead(read.nodeId(), text(read.key())));
    }
    throw new IllegalStateException("nobody does " + action);
  }

  private Observation listed(Action.ListArtifacts action) {
    try (Stream<StoredObject> found = artifacts.list(action.prefix())) {
      List<String> keys =
          found.map(object -> object.key().text()).sorted().limit(MAX_LISTED + 1L).toList();
      if (keys.size() > MAX_LISTED) {
        throw RunProblems.tooManyArtifacts(action.prefix(), MAX_LISTED);
      }
      return new Observation.ArtifactsListed(action.nodeId(), keys);
    }
  }

  private List<Observation> applied(Action.ApplyResource action) {
    var found = new Kubectl(objects).run(action.request());
    boolean steady =
        found.stream()
            .allMatch(
                object -> objects.isSteady(ObjectRef.of(object, action.request().namespace())));
    Observation seen = new Observation.ResourceSeen(action.nodeId(), found, steady);
    return action.request().verb() == ResourceVerb.GET
        ? List.of(seen)
        : List.of(seen, new Observation.ObjectsChanged());
  }

  private String text(String key) {
    try (InputStream in = artifacts.open(new ArtifactKey(key))) {
      return ManifestText.read(in);
    } catch (ManifestText.MalformedException e) {
      throw RunProblems.badManifest(key, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
