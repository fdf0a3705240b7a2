package io.argobuild.core.engine;

import io.argobuild.core.gate.Lock;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodeStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node that will never get a lock: all who have it can't end before this node, or before another
 * one that will never get its lock either.
 *
 * @param message names both sides
 */
record Deadlock(String nodeId, String message) {

  /** One of the nodes that wait for ever; the one that began last. */
  static Optional<Deadlock> find(Pass pass) {
    RunPlan.Gates gates = pass.plan().gates();
    boolean around = gates.held().keySet().stream().anyMatch(id -> mayContain(pass, id));
    return around ? new Search(pass, gates).find() : Optional.empty();
  }

  private static boolean mayContain(Pass pass, String id) {
    Frame frame = pass.frame(id);
    return id.equals(Pass.WORKFLOW)
        || frame instanceof Frame.Steps
        || frame instanceof Frame.Dag
        || frame instanceof Frame.Retry;
  }

  private static final class Search {
    private final Pass pass;
    private final RunPlan.Gates gates;

    /** Who of those with locks a waiting node is in. */
    private final Map<String, Set<String>> around = new HashMap<>();

    private final Set<String> stuck = new HashSet<>();

    Search(Pass pass, RunPlan.Gates gates) {
      this.pass = pass;
      this.gates = gates;
    }

    Optional<Deadlock> find() {
      for (String id : gates.waiting().keySet()) {
        if (pass.frame(id) instanceof Frame.Gate gate) {
          around.put(id, around(gate.call()));
          stuck.add(id);
        }
      }
      boolean changed = true;
      while (changed) {
        // Whoever gets on lets others get on.
        changed = false;
        for (String id : List.copyOf(stuck)) {
          changed |= blocking(id) == null && stuck.remove(id);
        }
      }
      return stuck.stream()
          .max(Comparator.comparing((String id) -> begun(id)).thenComparing(this::name))
          .map(id -> new Deadlock(id, "deadlock: " + chain(id)));
    }

    private Set<String> around(Call call) {
      Set<String> ids = new HashSet<>(List.of(Pass.WORKFLOW));
      for (NodeStatus node = pass.node(call.boundaryId());
          node != null;
          node = pass.node(node.boundaryId())) {
        ids.add(node.id());
        if (node.isRetried()) {
          String wrapper = node.name().substring(0, node.name().lastIndexOf('('));
          ids.add(NodeId.of(pass.workflow().name(), wrapper));
        }
      }
      ids.retainAll(gates.held().keySet());
      return ids;
    }

    private String begun(String id) {
      return String.valueOf(pass.existing(id).startedAt());
    }

    /** A lock of which all places are taken by those that wait for a stuck node. */
    private @Nullable Lock blocking(String id) {
      LockRequest request = gates.waiting().get(id);
      if (request == null) {
        return null;
      }
      for (Lock lock : request.locks()) {
        long taken = gates.held().keySet().stream().filter(h -> isStuck(h, lock)).count();
        if (taken >= lock.limit()) {
          return lock;
        }
      }
      return null;
    }

    private boolean isStuck(String holder, Lock lock) {
      LockRequest held = gates.held().get(holder);
      return held != null
          && held.locks().stream().anyMatch(has -> has.name().equals(lock.name()))
          && stuck.stream().anyMatch(id -> isIn(id, holder));
    }

    private boolean isIn(String id, String holder) {
      return around.getOrDefault(id, Set.of()).contains(holder);
    }

    /** Follows who waits for whom until it comes round. */
    private String chain(String from) {
      StringBuilder text = new StringBuilder();
      Set<String> told = new LinkedHashSet<>();
      String id = from;
      while (told.add(id)) {
        Lock lock = blocking(id);
        if (lock == null) {
          break;
        }
        String holder =
            gates.held().keySet().stream()
                .filter(h -> isStuck(h, lock))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        text.append(text.isEmpty() ? "" : ", and ")
            .append(name(id))
            .append(" waits for lock ")
            .append(lock.name())
            .append(" of ")
            .append(name(holder));
        String here = id;
        id =
            stuck.stream()
                .filter(other -> isIn(other, holder))
                .min(Comparator.comparing((String other) -> !other.equals(here)))
                .orElse(from);
        text.append(", which can't end before ").append(name(id));
      }
      return text.toString();
    }

    private String name(String id) {
      NodeStatus node = id.equals(Pass.WORKFLOW) ? null : pass.node(id);
      return node == null ? "the workflow" : node.name();
    }
  }
}
