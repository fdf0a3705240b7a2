package io.argobuild.core.store;

import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Memoized outputs that runs share. Of several writers of one entry the last wins; entries beside
 * it are left alone. May be called by any thread. Errors are {@link
 * io.argobuild.core.problem.ProblemException}s with codes {@code RUN_STORE_…}.
 */
public interface MemoStore {

  /** The entry, which counts as hit now; empty when there is none. */
  Optional<CacheEntry> hit(CacheKey key, Instant now);

  void write(CacheKey key, CacheEntry entry);
}
