package io.argobuild.core.engine;

import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.gate.LockTable;
import io.argobuild.core.gate.LockView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Locks and memoized outputs of scripted runs, which may share them. */
public final class SharedWorld {
  private final Map<CacheKey, CacheEntry> caches = new HashMap<>();
  private final Map<String, Consumer<Observation>> listeners = new HashMap<>();
  private LockTable locks = LockTable.EMPTY;

  public LockTable locks() {
    return locks;
  }

  public Map<CacheKey, CacheEntry> caches() {
    return caches;
  }

  void listen(String run, Consumer<Observation> listener) {
    listeners.put(run, listener);
  }

  /** Does what the engine wants, if it is for what runs share. */
  Optional<Observation> act(String run, Action action) {
    if (action instanceof Action.ReadCache read) {
      return Optional.of(new Observation.CacheRead(read.nodeId(), caches.get(read.key())));
    }
    if (action instanceof Action.WriteCache write) {
      caches.put(write.key(), write.entry());
    } else if (action instanceof Action.AcquireLocks acquire) {
      become(locks.ask(acquire.requests()));
      return Optional.of(new Observation.LocksSeen(locks.view(run)));
    } else if (action instanceof Action.ReleaseLocks release) {
      become(locks.release(release.holders()));
    } else if (action instanceof Action.RetainLocks retain) {
      become(locks.retain(run, retain.held()));
    }
    return Optional.empty();
  }

  private void become(LockTable next) {
    LockTable before = locks;
    locks = next;
    listeners.forEach(
        (run, listener) -> {
          LockView view = next.view(run);
          if (!before.view(run).granted().containsAll(view.granted())) {
            listener.accept(new Observation.LocksSeen(view));
          }
        });
  }
}
