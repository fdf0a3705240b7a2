package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.KeyScope;
import io.argobuild.core.artifact.PrefixGuard;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds objects that no run knows of, such as those of runs whose work folder was lost. They are
 * taken page by page, so that a bucket may be of any size.
 */
public final class Orphans {
  private static final int PAGE = 1000;
  private static final int MAX_FAILURES = 100;

  private final ArtifactStore store;
  private final String prefix;
  private final Supplier<KnownKeys> known;

  /**
   * @param prefix where to look; empty for everywhere
   * @param known is asked anew after each page was read, as runs begin meanwhile
   */
  public Orphans(ArtifactStore store, String prefix, Supplier<KnownKeys> known) {
    this.store = store;
    this.prefix = prefix;
    this.known = known;
  }

  /**
   * Tells all orphans.
   *
   * @throws ProblemException those of the store
   */
  public OrphanReport list(Consumer<StoredObject> listener) {
    return walk(listener, objects -> List.of());
  }

  /**
   * Tells all orphans and deletes them.
   *
   * @throws ProblemException {@code ORPHANS_PREFIX_NEEDED} where the prefix is no folder, as all
   *     that others keep would be taken for orphans; and those of the store
   */
  public OrphanReport delete(Consumer<StoredObject> listener) {
    if (prefix.length() < 2 || !prefix.endsWith("/")) {
      throw new ProblemException(
          new Problem(
              "ORPHANS_PREFIX_NEEDED",
              ProblemClass.CONFIGURATION,
              "orphans are deleted below a folder of one's own only, not below '" + prefix + "'",
              new Place.At(store.description()),
              "Give a prefix that ends with a slash and that nobody else stores below"));
    }
    ArtifactStore guarded = new PrefixGuard(store, new KeyScope(Set.of(), Set.of(prefix)));
    return walk(listener, guarded::delete);
  }

  /** Deletes a page. */
  private interface Deletion {
    List<DeleteOutcome> delete(List<ArtifactKey> keys);
  }

  private OrphanReport walk(Consumer<StoredObject> listener, Deletion deletion) {
    OrphanReport report = new OrphanReport(store.description(), prefix, 0, 0, 0, 0, List.of());
    int size = Math.min(PAGE, store.maxDeleteBatch());
    try (Stream<StoredObject> objects = store.list(prefix)) {
      Iterator<StoredObject> all = objects.iterator();
      while (all.hasNext()) {
        List<StoredObject> page = new ArrayList<>(size);
        while (page.size() < size && all.hasNext()) {
          page.add(all.next());
        }
        report = take(page, listener, deletion, report);
      }
    }
    return report;
  }

  private OrphanReport take(
      List<StoredObject> page,
      Consumer<StoredObject> listener,
      Deletion deletion,
      OrphanReport before) {
    KnownKeys known = this.known.get();
    List<StoredObject> orphans =
        page.stream().filter(object -> !known.contains(object.key().text())).toList();
    if (orphans.isEmpty()) {
      return before;
    }
    orphans.forEach(listener);
    long bytes = before.bytes();
    for (StoredObject orphan : orphans) {
      bytes += orphan.size();
    }
    long deleted = before.deleted();
    long notDeleted = before.notDeleted();
    List<GcReport.Failed> failed = new ArrayList<>(before.failed());
    for (DeleteOutcome outcome :
        deletion.delete(orphans.stream().map(StoredObject::key).toList())) {
      if (outcome instanceof DeleteOutcome.Failed failure) {
        notDeleted++;
        Problem problem = failure.problem();
        if (failed.size() < MAX_FAILURES) {
          failed.add(
              new GcReport.Failed(
                  failure.key().text(), problem.kind().name(), problem.message(), 1));
        }
      } else {
        deleted++;
      }
    }
    long found = before.found() + orphans.size();
    return new OrphanReport(before.store(), prefix, found, bytes, deleted, notDeleted, failed);
  }
}
