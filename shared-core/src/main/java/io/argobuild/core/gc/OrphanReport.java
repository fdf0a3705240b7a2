package io.argobuild.core.gc;

import java.util.List;

/**
 * What there is that no run knows of.
 *
 * @param store as people name it
 * @param prefix below which it was looked for
 * @param found how many objects
 * @param bytes of all of them
 * @param deleted how many are gone
 * @param notDeleted how many could not be deleted
 * @param failed the first of those
 */
public record OrphanReport(
    String store,
    String prefix,
    long found,
    long bytes,
    long deleted,
    long notDeleted,
    List<GcReport.Failed> failed) {
  public OrphanReport {
    failed = List.copyOf(failed);
  }
}
