package io.argobuild.core.store;

/**
 * How a {@link FileWorkflowStore} keeps runs.
 *
 * @param compactAfterBytes a journal that is longer than this, and than the snapshot, is compacted
 * @param keepHistory whether compacted journals are kept, so that a run can be replayed from its
 *     beginning
 */
public record StoreOptions(long compactAfterBytes, boolean keepHistory) {
  public static final StoreOptions DEFAULT = new StoreOptions(8L << 20, false);

  public StoreOptions {
    if (compactAfterBytes < 1) {
      throw new IllegalArgumentException("compactAfterBytes: " + compactAfterBytes);
    }
  }
}
