package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.Lock;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.manifest.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The field {@code status.synchronization}: what a workflow has and waits for (Argo 4.1.2). */
final class LockStatus {
  static final String FIELD = "synchronization";

  private LockStatus() {}

  /** Null when the workflow has no lock and waits for none. */
  static @Nullable ObjectNode of(RunPlan.Gates gates) {
    Map<String, List<String>> held = new TreeMap<>();
    for (LockRequest request : gates.held().values()) {
      for (Lock lock : request.locks()) {
        held.computeIfAbsent(lock.name(), name -> new ArrayList<>()).add(request.holder());
      }
    }
    held.values().forEach(holders -> holders.sort(null));
    Map<String, List<String>> waited =
        gates.waiting().isEmpty() ? Map.of() : new TreeMap<>(gates.seen());
    ObjectNode status = Fields.NOTHING.objectNode();
    held.forEach((lock, holders) -> add(status, lock, "holding", holders));
    waited.forEach((lock, holders) -> add(status, lock, "waiting", holders));
    return status.isEmpty() ? null : status;
  }

  private static void add(ObjectNode status, String lock, String field, List<String> holders) {
    boolean mutex = new Lock(lock, 1).isMutex();
    String kind = mutex ? "mutex" : "semaphore";
    ArrayNode list = status.withObjectProperty(kind).withArrayProperty(field);
    ObjectNode item = list.addObject().put(kind, lock);
    if (!mutex) {
      holders.forEach(item.putArray("holders")::add);
    } else if (!holders.isEmpty()) {
      item.put("holder", holders.get(0));
    }
  }

  /**
   * Who of the workflow has locks, by the ID of the node.
   *
   * @param own the workflow's own key
   */
  static Map<String, LockRequest> held(@Nullable ObjectNode rest, String own) {
    Map<String, List<Lock>> locks = new LinkedHashMap<>();
    ObjectNode status = rest == null ? Fields.NOTHING : Fields.objectOrNothing(rest, FIELD);
    for (String kind : List.of("semaphore", "mutex")) {
      for (ObjectNode item : Fields.objects(status.path(kind), "holding", object -> object)) {
        Lock lock = new Lock(Fields.textOrEmpty(item, kind), 1);
        List<String> holders = new ArrayList<>(Fields.texts(item, "holders"));
        Fields.text(item, "holder").ifPresent(holders::add);
        holders.forEach(holder -> locks.computeIfAbsent(holder, h -> new ArrayList<>()).add(lock));
      }
    }
    Map<String, LockRequest> held = new LinkedHashMap<>();
    locks.forEach(
        (holder, names) ->
            held.put(nodeOf(holder, own), new LockRequest(holder, 0, Instant.EPOCH, names, 0)));
    return held;
  }

  /** The ID of the node that a key stands for; {@link Pass#WORKFLOW} for the workflow's own. */
  static String nodeOf(String holder, String own) {
    return holder.startsWith(own + '/') ? holder.substring(own.length() + 1) : Pass.WORKFLOW;
  }
}
