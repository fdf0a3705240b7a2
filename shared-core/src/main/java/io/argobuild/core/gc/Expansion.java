package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import java.util.List;
import java.util.stream.Stream;

/** The objects that a deletion stands for. */
final class Expansion {
  private Expansion() {}

  static List<ArtifactKey> of(GcPlan.Deletion deletion, ArtifactStore store) {
    ArtifactKey key = deletion.key();
    return switch (deletion.extent()) {
      case OBJECT -> List.of(key);
      case FOLDER -> below(key.text(), store);
      case OBJECT_OR_FOLDER -> objectOrBelow(key, store);
    };
  }

  private static List<ArtifactKey> objectOrBelow(ArtifactKey key, ArtifactStore store) {
    if (store.head(key).isPresent()) {
      return List.of(key);
    }
    return below(key + "/", store);
  }

  private static List<ArtifactKey> below(String folder, ArtifactStore store) {
    try (Stream<StoredObject> objects = store.list(folder)) {
      return objects.map(StoredObject::key).toList();
    }
  }
}
