package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.store.LockStore;
import io.argobuild.core.store.MemoStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does for one run what has to do with locks and memoized outputs, which runs share. */
final class SharedActions {
  private static final String TYPE_LABEL = "workflows.argoproj.io/configmap-type";

  private final String run;
  private final LockStore locks;
  private final MemoStore memos;
  private final ArtifactStore artifacts;
  private final List<ObjectNode> resources;
  private final InstantSource clock;

  /**
   * @param resources ConfigMaps among them are caches as they begin
   */
  SharedActions(
      String run,
      LockStore locks,
      MemoStore memos,
      ArtifactStore artifacts,
      List<ObjectNode> resources,
      InstantSource clock) {
    this.run = run;
    this.locks = locks;
    this.memos = memos;
    this.artifacts = artifacts;
    this.resources = resources;
    this.clock = clock;
  }

  void perform(Action.SharedAction action, Consumer<Observation> answers) {
    if (action instanceof Action.AcquireLocks acquire) {
      answers.accept(new Observation.LocksSeen(locks.ask(run, acquire.requests())));
    } else if (action instanceof Action.ReleaseLocks release) {
      locks.release(run, release.holders());
    } else if (action instanceof Action.RetainLocks retain) {
      locks.retain(run, retain.held());
    } else if (action instanceof Action.WriteCache write) {
      configMap(write.key());
      memos.write(write.key(), write.entry());
    }
  }

  /** Outputs whose artifacts have been deleted meanwhile are of no use. */
  Observation read(Action.ReadCache action) {
    CacheKey key = action.key();
    Map<String, String> initial = configMap(key);
    CacheEntry entry =
        memos
            .hit(key, clock.instant())
            .or(() -> Optional.ofNullable(initial.get(key.key())).flatMap(CacheEntry::of))
            .filter(this::isStored)
            .orElse(null);
    return new Observation.CacheRead(action.nodeId(), entry);
  }

  /** The content of a cache as it was given along with the run. */
  private Map<String, String> configMap(CacheKey key) {
    for (ObjectNode object : resources) {
      ObjectNode metadata = Fields.objectOrNothing(object, "metadata");
      if (Fields.textOrEmpty(object, "kind").equals(ManifestKind.CONFIG_MAP.kind())
          && Fields.textOrEmpty(metadata, "name").equals(key.cache())) {
        String type = Fields.textMap(metadata, "labels").getOrDefault(TYPE_LABEL, "");
        if (!type.equals("Cache")) {
          throw RunProblems.noCache(key.cache(), type, TYPE_LABEL);
        }
        return Fields.textMap(object, "data");
      }
    }
    return Map.of();
  }

  private boolean isStored(CacheEntry entry) {
    ObjectNode outputs = entry.outputs();
    return outputs == null
        || new Outputs(outputs).artifacts().stream().map(Artifact::raw).allMatch(this::isStored);
  }

  private boolean isStored(ObjectNode artifact) {
    String key = new ArtifactLocation(artifact).key().orElse("");
    if (key.isEmpty()) {
      return true;
    }
    String folder = key.endsWith("/") ? key : key + '/';
    if (!key.equals(folder) && artifacts.head(new ArtifactKey(key)).isPresent()) {
      return true;
    }
    try (Stream<StoredObject> objects = artifacts.list(folder)) {
      return objects.findAny().isPresent();
    }
  }
}
