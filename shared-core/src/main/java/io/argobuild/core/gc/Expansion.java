package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a deletion stands for one object, or for all below a folder. */
final class Expansion {
  /** A folder with so many objects does not need requests of its own. */
  static final int FEW = 100;

  private Expansion() {}

  /** The folder; empty for the object with the deletion's own key. */
  static Optional<String> folder(GcPlan.Deletion deletion, ArtifactStore store) {
    String key = deletion.key().text();
    return switch (deletion.extent()) {
      case OBJECT -> Optional.empty();
      case FOLDER -> Optional.of(key);
      case OBJECT_OR_FOLDER ->
          store.head(deletion.key()).isPresent() ? Optional.empty() : Optional.of(key + "/");
    };
  }

  /** The objects below a folder, one more than a few at most. */
  static List<ArtifactKey> first(String folder, ArtifactStore store) {
    try (Stream<StoredObject> objects = store.list(folder)) {
      return objects.limit(FEW + 1L).map(StoredObject::key).toList();
    }
  }
}
