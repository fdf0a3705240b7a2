package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactStore;
import java.util.Optional;

/** Whether a deletion stands for one object, or for all below a folder. */
final class Expansion {
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
}
