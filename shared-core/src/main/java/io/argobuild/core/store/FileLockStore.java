package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.Lock;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.gate.LockTable;
import io.argobuild.core.gate.LockView;
import io.argobuild.core.manifest.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Locks of all runs in a work folder, in its file {@code locks/table.json}. */
public final class FileLockStore implements LockStore {
  /** Who is to be told, by the file and the run: services of this process may share a folder. */
  private static final Map<Path, Map<String, Consumer<LockView>>> LISTENERS =
      new ConcurrentHashMap<>();

  private final ExclusiveFolder folder;
  private final Path table;
  private final WorkflowStore runs;
  private final Map<String, Consumer<LockView>> listeners;

  /**
   * @param runs tells which runs are driven, left or over
   */
  public FileLockStore(Path workFolder, WorkflowStore runs) {
    Path path = workFolder.toAbsolutePath().normalize().resolve("locks");
    this.folder = new ExclusiveFolder(path);
    this.table = path.resolve("table.json");
    this.runs = runs;
    this.listeners = LISTENERS.computeIfAbsent(path, p -> new ConcurrentHashMap<>());
  }

  @Override
  public LockView ask(String run, List<LockRequest> requests) {
    return update(run, before -> before.ask(requests)).view(run);
  }

  @Override
  public void release(String run, Set<String> holders) {
    update(run, before -> before.release(holders));
  }

  @Override
  public void retain(String run, List<LockRequest> held) {
    update(run, before -> before.retain(run, held));
  }

  @Override
  public Subscription listen(String run, Consumer<LockView> listener) {
    listeners.put(run, listener);
    return () -> listeners.remove(run, listener);
  }

  private LockTable update(String run, UnaryOperator<LockTable> change) {
    try {
      Set<String> before = new HashSet<>();
      LockTable after =
          folder.use(
              () -> {
                LockTable old = read();
                old.holds().forEach(hold -> before.add(hold.holder()));
                LockTable next = withoutDead(run, change.apply(old));
                if (!next.equals(old)) {
                  write(next);
                }
                return next;
              });
      tell(before, after);
      return after;
    } catch (JsonProcessingException e) {
      throw StoreProblems.damaged(table, "it is no JSON: " + e.getOriginalMessage());
    } catch (DamagedException e) {
      throw StoreProblems.damaged(table, e.what());
    } catch (IOException e) {
      throw StoreProblems.failedAt("locks of the runs", e);
    }
  }

  /** Tells those runs that have got locks by it. */
  private void tell(Set<String> before, LockTable after) {
    Set<String> told = new HashSet<>();
    for (LockTable.Hold hold : after.holds()) {
      Consumer<LockView> listener = listeners.get(hold.run());
      if (listener != null && !before.contains(hold.holder()) && told.add(hold.run())) {
        listener.accept(after.view(hold.run()));
      }
    }
  }

  private enum Presence {
    DRIVEN,
    /** Nobody drives it, but somebody may take it over. */
    LEFT,
    OVER
  }

  /** Looked at only when somebody waits. */
  private LockTable withoutDead(String asking, LockTable now) {
    if (now.queue().isEmpty()) {
      return now;
    }
    Map<String, Presence> known = new HashMap<>();
    known.put(asking, Presence.DRIVEN);
    listeners.keySet().forEach(run -> known.put(run, Presence.DRIVEN));
    return now.without(
        run -> known.computeIfAbsent(run, this::presence) == Presence.OVER,
        run -> known.computeIfAbsent(run, this::presence) == Presence.LEFT);
  }

  private Presence presence(String run) {
    RunSummary found = runs.find(run).orElse(null);
    if (found == null) {
      return Presence.OVER;
    }
    if (found.owner() != null) {
      return Presence.DRIVEN;
    }
    boolean over = found.status() != null && found.status().phase().isFulfilled();
    return over ? Presence.OVER : Presence.LEFT;
  }

  private LockTable read() throws IOException {
    if (!Files.exists(table)) {
      return LockTable.EMPTY;
    }
    ObjectNode json = RunJson.read(DurableFiles.read(table));
    List<LockRequest> queue = new java.util.ArrayList<>();
    for (ObjectNode request : Fields.objects(json, "queue", object -> object)) {
      queue.add(
          new LockRequest(
              Fields.textOrEmpty(request, "holder"),
              Fields.number(request, "priority").orElse(0L).intValue(),
              RunJson.time(Fields.textOrEmpty(request, "createdAt")),
              Fields.objects(request, "locks", FileLockStore::lock),
              ticket(request)));
    }
    List<LockTable.Hold> holds =
        Fields.objects(
            json,
            "holds",
            hold ->
                new LockTable.Hold(
                    Fields.textOrEmpty(hold, "holder"), Fields.texts(hold, "locks"), ticket(hold)));
    return new LockTable(holds, queue);
  }

  private static long ticket(ObjectNode json) {
    return Fields.number(json, "ticket").orElse(0L);
  }

  private static Lock lock(ObjectNode json) {
    return new Lock(
        Fields.textOrEmpty(json, "name"), Fields.number(json, "limit").orElse(1L).intValue());
  }

  private void write(LockTable content) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode holds = json.putArray("holds");
    for (LockTable.Hold hold : content.holds()) {
      ObjectNode item = holds.addObject().put("holder", hold.holder()).put("ticket", hold.ticket());
      ArrayNode locks = item.putArray("locks");
      hold.locks().forEach(locks::add);
    }
    ArrayNode queue = json.putArray("queue");
    for (LockRequest request : content.queue()) {
      ArrayNode locks =
          queue
              .addObject()
              .put("holder", request.holder())
              .put("priority", request.priority())
              .put("createdAt", request.createdAt().toString())
              .put("ticket", request.ticket())
              .putArray("locks");
      request.locks().forEach(l -> locks.addObject().put("name", l.name()).put("limit", l.limit()));
    }
    byte[] bytes = RunJson.bytes(json);
    DurableFiles.replace(table, out -> out.write(bytes));
  }
}
