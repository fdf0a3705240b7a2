package io.argobuild.core.engine;

import io.argobuild.core.gate.LockRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locks that a pass asks for at its end, after those given back in it. */
final class LockWishes {
  private final Map<String, LockRequest> asked = new LinkedHashMap<>();

  void ask(LockRequest request) {
    asked.put(request.holder(), request);
  }

  void without(String holder) {
    asked.remove(holder);
  }

  void clear() {
    asked.clear();
  }

  Optional<Action> action() {
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(new Action.AcquireLocks(List.copyOf(asked.values())));
  }
}
