package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a folder: all objects below it are deleted as they are listed, then a second
 * listing tells what is left. No more keys are held than are being deleted.
 */
final class FolderPass {
  private final GcPlan plan;
  private final ArtifactStore store;
  private final Batches batches;
  private long listed;
  private long deleted;
  private long refused;
  private @Nullable Problem passing;
  private @Nullable Problem refusal;

  private FolderPass(GcPlan plan, ArtifactStore store, Batches batches) {
    this.plan = plan;
    this.store = store;
    this.batches = batches;
  }

  /**
   * What came of it.
   *
   * @param listed how many objects there were; fewer if the listing broke off
   * @param deleted how many the store says are gone
   * @param left how many there are still; -1 when that can't be told
   * @param refused how many of them another attempt would not delete
   * @param passing why another attempt may help
   * @param refusal why it would not, for one that was refused
   */
  record Result(
      long listed,
      long deleted,
      long left,
      long refused,
      @Nullable Problem passing,
      @Nullable Problem refusal) {}

  static Result over(String folder, GcPlan plan, ArtifactStore store, Batches batches)
      throws InterruptedException {
    return new FolderPass(plan, store, batches).over(folder);
  }

  private Result over(String folder) throws InterruptedException {
    long left = -1;
    try {
      delete(folder);
      left = left(folder);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemClass.TRANSIENT) {
        passing = e.problem();
      } else {
        refusal = e.problem();
      }
    }
    return new Result(listed, deleted, left, refused, passing, refusal);
  }

  private void delete(String folder) throws InterruptedException {
    try (Stream<StoredObject> objects = store.list(folder)) {
      Iterator<StoredObject> all = objects.iterator();
      List<ArtifactKey> page = new ArrayList<>();
      while (all.hasNext()) {
        ArtifactKey key = all.next().key();
        if (!plan.keeps(key.text())) {
          page.add(key);
        }
        if (page.size() == batches.keys()) {
          batches.delete(page, this::outcomes);
          page.clear();
        }
      }
      batches.delete(page, this::outcomes);
    }
  }

  private void outcomes(List<DeleteOutcome> outcomes) {
    for (DeleteOutcome outcome : outcomes) {
      listed++;
      if (!(outcome instanceof DeleteOutcome.Failed failed)) {
        deleted++;
      } else if (failed.problem().kind() == ProblemClass.TRANSIENT) {
        passing = failed.problem();
      } else {
        refused++;
        refusal = failed.problem();
      }
    }
  }

  private long left(String folder) {
    try (Stream<StoredObject> objects = store.list(folder)) {
      return objects.filter(object -> !plan.keeps(object.key().text())).count();
    }
  }
}
