package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.KeyScope;
import io.argobuild.core.artifact.PrefixGuard;
import io.argobuild.core.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out a plan: deletes in batches, some at a time, tries again what is worth it, and looks
 * afterwards whether the objects are gone. A failure with one object stops no other.
 */
public final class GcRunner {
  private final ArtifactStore store;
  private final GcOptions options;
  private final Pause pause;

  public GcRunner(ArtifactStore store, GcOptions options, Pause pause) {
    this.store = store;
    this.options = options;
    this.pause = pause;
  }

  /**
   * Runs a plan to its end; running it again, or a plan made from what was recorded, is safe.
   *
   * @throws InterruptedException what was recorded until then stands
   */
  public GcReport run(GcPlan plan, GcRecorder recorder) throws InterruptedException {
    GcProgress progress = new GcProgress(plan, recorder);
    ArtifactStore guarded = new PrefixGuard(store, scope(plan));
    try (Batches batches = new Batches(guarded, options)) {
      for (int attempt = 1; attempt <= options.attempts() && !progress.isDone(); attempt++) {
        pause.pause(options.waitBefore(attempt));
        progress.begin();
        expand(plan, guarded, batches, progress);
        batches.delete(progress.pending(), progress::outcomes);
        new Verification(guarded, plan.workflow()).verify(progress);
      }
      UnfinishedUploads.abort(plan, guarded, progress);
    }
    progress.end();
    return progress.report();
  }

  private static KeyScope scope(GcPlan plan) {
    Set<String> keys = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (GcPlan.Deletion deletion : plan.deletions()) {
      String key = deletion.key().text();
      switch (deletion.extent()) {
        case OBJECT -> keys.add(key);
        case FOLDER -> folders.add(key);
        case OBJECT_OR_FOLDER -> {
          keys.add(key);
          folders.add(key + "/");
        }
      }
    }
    return new KeyScope(keys, folders);
  }

  /** Finds out which objects there are; large folders are deleted as they are listed. */
  private static void expand(GcPlan plan, ArtifactStore store, Batches batches, GcProgress progress)
      throws InterruptedException {
    for (GcProgress.Work work : progress.toExpand()) {
      try {
        Optional<String> folder = Expansion.folder(work.deletion(), store);
        List<ArtifactKey> objects =
            folder.isPresent()
                ? Expansion.first(folder.get(), store)
                : List.of(work.deletion().key());
        if (folder.isPresent() && objects.size() > Expansion.FEW) {
          progress.passed(work, FolderPass.over(folder.get(), plan, store, batches));
        } else {
          progress.expanded(work, objects);
        }
      } catch (ProblemException e) {
        progress.notExpanded(work, e.problem());
      }
    }
  }
}
