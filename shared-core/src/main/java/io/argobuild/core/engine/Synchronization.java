package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.Lock;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.TemplateException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of a field {@code synchronization} a request for locks (Argo 4.1.2). */
final class Synchronization {
  private static final String INVALID = "requested configuration is invalid: ";
  private static final String DATABASE =
      "locks in a database need Argo's own controller; use configMapKeyRef, or a mutex without"
          + " database";

  private final Pass pass;
  private final Resources resources;

  Synchronization(Pass pass, Resources resources) {
    this.pass = pass;
    this.resources = resources;
  }

  /** The key by which a node has locks; by {@link Pass#WORKFLOW} that of the workflow itself. */
  String holder(String nodeId) {
    Workflow workflow = pass.workflow();
    String own = workflow.namespace() + '/' + workflow.name();
    return nodeId.isEmpty() ? own : own + '/' + nodeId;
  }

  /**
   * @throws TemplateException when it can never be satisfied
   */
  LockRequest request(String nodeId, ObjectNode synchronization) throws TemplateException {
    List<ObjectNode> semaphores = Fields.objects(synchronization, "semaphores", item -> item);
    List<ObjectNode> mutexes = Fields.objects(synchronization, "mutexes", item -> item);
    if (hasTwice(semaphores) || hasTwice(mutexes)) {
      throw new TemplateException(INVALID + "duplicate synchronization item found");
    }
    List<Lock> locks = new ArrayList<>();
    for (ObjectNode semaphore : semaphores) {
      locks.add(semaphore(semaphore));
    }
    for (ObjectNode mutex : mutexes) {
      locks.add(mutex(mutex));
    }
    int priority = pass.spec().priority().orElse(0L).intValue();
    return new LockRequest(
        holder(nodeId), priority, createdAt(), locks, pass.plan().gates().nextTicket());
  }

  private static boolean hasTwice(List<ObjectNode> items) {
    return items.stream().distinct().count() < items.size();
  }

  private Lock semaphore(ObjectNode item) throws TemplateException {
    Optional<ObjectNode> ref = Fields.object(item, "configMapKeyRef");
    boolean database = item.hasNonNull("database");
    if (ref.isPresent() && database) {
      throw new TemplateException(
          INVALID + "invalid semaphore with both ConfigMapKeyRef and Database");
    }
    if (database) {
      throw new TemplateException(INVALID + DATABASE);
    }
    if (ref.isEmpty()) {
      throw new TemplateException(
          INVALID + "cannot get LockName for a Semaphore without a ConfigMapRef or Database");
    }
    String name = Fields.textOrEmpty(ref.get(), "name");
    String key = Fields.textOrEmpty(ref.get(), "key");
    Lock lock = Lock.semaphore(namespace(item), name, key, limit(name, key));
    if (lock.limit() <= 0) {
      throw new TemplateException("failed to initialize semaphore " + lock.name() + " with limit");
    }
    return lock;
  }

  /** 0 where there is none that can be read. */
  private int limit(String configMap, String key) {
    String text = resources.configMap(configMap).orElse(Map.of()).getOrDefault(key, "");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Lock mutex(ObjectNode item) throws TemplateException {
    if (Fields.flag(item, "database")) {
      throw new TemplateException(INVALID + DATABASE);
    }
    String name = Fields.textOrEmpty(item, "name");
    if (name.isEmpty()) {
      throw new TemplateException(INVALID + "a mutex without a name");
    }
    return Lock.mutex(namespace(item), name);
  }

  private String namespace(ObjectNode item) {
    String own = Fields.textOrEmpty(item, "namespace");
    return own.isEmpty() ? pass.workflow().namespace() : own;
  }

  private Instant createdAt() {
    try {
      String created = Fields.textOrEmpty(pass.workflow().metadata(), "creationTimestamp");
      return OffsetDateTime.parse(created).toInstant();
    } catch (DateTimeParseException e) {
      // Before it is created anywhere a workflow has no time; then the order is that of arrival.
      return Instant.EPOCH;
    }
  }
}
