package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks whether deleted objects are gone: by listing the folders that are the workflow's own by
 * their name, and one by one elsewhere, where a listing could be of any length.
 */
final class Verification {
  private final ArtifactStore store;
  private final String workflow;

  Verification(ArtifactStore store, String workflow) {
    this.store = store;
    this.workflow = workflow;
  }

  void verify(GcProgress progress) {
    Map<String, Set<ArtifactKey>> byFolder = new LinkedHashMap<>();
    for (ArtifactKey key : progress.unverified()) {
      byFolder.computeIfAbsent(ownFolder(key), folder -> new LinkedHashSet<>()).add(key);
    }
    for (Map.Entry<String, Set<ArtifactKey>> group : byFolder.entrySet()) {
      Set<ArtifactKey> keys = group.getValue();
      try {
        progress.verified(keys, stillThere(group.getKey(), keys));
      } catch (ProblemException e) {
        if (e.problem().kind() != ProblemClass.TRANSIENT) {
          progress.unverifiable(keys, e.problem());
        }
      }
    }
  }

  /** The part of the key up to the segment that names the workflow; empty when none does. */
  private String ownFolder(ArtifactKey key) {
    String text = key.text();
    int from = 0;
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
      if (GcPlan.namesWorkflow(text.substring(from, slash), workflow)) {
        return text.substring(0, slash + 1);
      }
      from = slash + 1;
    }
    return "";
  }

  private Set<ArtifactKey> stillThere(String folder, Set<ArtifactKey> keys) {
    Set<ArtifactKey> found = new HashSet<>();
    if (folder.isEmpty()) {
      keys.stream().filter(key -> store.head(key).isPresent()).forEach(found::add);
      return found;
    }
    try (Stream<StoredObject> objects = store.list(folder)) {
      objects.map(StoredObject::key).filter(keys::contains).forEach(found::add);
    }
    return found;
  }
}
