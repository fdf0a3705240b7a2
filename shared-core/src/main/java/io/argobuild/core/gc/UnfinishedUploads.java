package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.ArtifactState;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ends uploads in parts that were cut off. They can only be where it isn't known that an artifact
 * was stored as a whole, so nobody is asked about the others.
 */
final class UnfinishedUploads {
  private UnfinishedUploads() {}

  static void abort(GcPlan plan, ArtifactStore store, GcProgress progress) {
    Set<ArtifactKey> keys = new LinkedHashSet<>();
    for (GcPlan.Deletion deletion : plan.deletions()) {
      boolean unsure =
          deletion.targets().stream()
              .anyMatch(target -> target.state().phase() != ArtifactState.Phase.STORED);
      if (unsure) {
        keys.add(deletion.key());
        if (deletion.extent() == GcPlan.Extent.OBJECT_OR_FOLDER) {
          keys.add(new ArtifactKey(deletion.key().text() + "/"));
        }
      }
    }
    int ended = 0;
    for (ArtifactKey key : keys) {
      try {
        ended += store.abortUploads(key);
      } catch (ProblemException e) {
        progress.remark("unfinished uploads may be left: " + e.problem().text());
        break;
      }
    }
    if (ended > 0) {
      progress.remark("ended " + ended + " unfinished uploads");
    }
  }
}
