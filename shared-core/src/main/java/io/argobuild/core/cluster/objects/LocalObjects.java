package io.argobuild.core.cluster.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.selector.LabelSelector;
import io.argobuild.core.expression.selector.SelectorException;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.resource.LastApplied;
import io.argobuild.core.resource.ObjectKind;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceException;
import io.argobuild.core.resource.ResourceFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a local run: those of the manifest files given, and what the run makes of them.
 * They are data only; nothing acts on them but the run. Objects of any kind are taken, as nobody
 * knows which kinds the cluster has that they are meant for.
 */
public final class LocalObjects implements ClusterObjects {
  private static final int MAX_OBJECTS = 10_000;
  private static final int MAX_SIZE = 3 << 20;

  private final Map<Key, ObjectNode> objects = new LinkedHashMap<>();
  private final ObjectJournal journal;
  private final InstantSource clock;
  private final String namespace;
  private long version;

  private record Key(String group, String kind, String namespace, String name) {}

  private LocalObjects(ObjectJournal journal, String namespace, InstantSource clock) {
    this.journal = journal;
    this.namespace = namespace;
    this.clock = clock;
  }

  /**
   * Opens the objects of a run.
   *
   * @param given of several of one kind and name the first counts; they are not changed
   * @param namespace of given objects that name none
   * @param file where changes are kept, so that who takes the run over finds them
   */
  public static LocalObjects open(
      List<ObjectNode> given, String namespace, Path file, InstantSource clock) {
    return of(given, namespace, ObjectJournal.in(file), clock);
  }

  /** Objects that end with this JVM. */
  public static LocalObjects inMemory(
      List<ObjectNode> given, String namespace, InstantSource clock) {
    return of(given, namespace, ObjectJournal.none(), clock);
  }

  private static LocalObjects of(
      List<ObjectNode> given, String namespace, ObjectJournal journal, InstantSource clock) {
    LocalObjects result = new LocalObjects(journal, namespace, clock);
    for (ObjectNode object : given) {
      ObjectNode copy = object.deepCopy();
      ObjectRef ref = ObjectRef.of(copy, namespace);
      result.stamp(copy, ref);
      result.objects.putIfAbsent(result.key(ref), copy);
    }
    journal.read().forEach(result::replay);
    return result;
  }

  private void replay(ObjectJournal.Change change) {
    version++;
    Key key = key(change.ref());
    if (change.object() == null) {
      objects.remove(key);
    } else if (!key.kind().equals("Secret") || !objects.containsKey(key)) {
      // Of Secrets the journal has no values: those that are given again are better than none.
      objects.put(key, change.object());
    }
  }

  private Key key(ObjectRef ref) {
    boolean namespaced = ObjectKind.of(ref.apiVersion(), ref.kind()).namespaced();
    String own = ref.namespace().isEmpty() ? namespace : ref.namespace();
    return new Key(ref.group(), ref.kind(), namespaced ? own : "", ref.name());
  }

  // Reading

  @Override
  public synchronized Optional<ObjectNode> read(ObjectRef object) {
    return Optional.ofNullable(objects.get(key(object))).map(ObjectNode::deepCopy);
  }

  /** The first of a kind and name, whichever its namespace: all belong to the one run. */
  public synchronized Optional<ObjectNode> named(String kind, String name) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().kind().equals(kind) && entry.getKey().name().equals(name))
        .findFirst()
        .map(entry -> entry.getValue().deepCopy());
  }

  /** All there are. */
  public synchronized List<ObjectNode> all() {
    return objects.values().stream().map(ObjectNode::deepCopy).toList();
  }

  @Override
  public synchronized ObjectRef resolve(String type, String namespace, String name) {
    List<ObjectKind> kinds = new ArrayList<>(ObjectKind.known());
    for (ObjectNode object : objects.values()) {
      kinds.add(
          ObjectKind.of(
              Fields.textOrEmpty(object, "apiVersion"), Fields.textOrEmpty(object, "kind")));
    }
    ObjectKind kind =
        ObjectKind.called(type, kinds).orElseThrow(() -> ObjectProblems.unknownType(type));
    return new ObjectRef(kind.apiVersion(), kind.kind(), kind.namespaced() ? namespace : "", name);
  }

  @Override
  public synchronized List<ObjectNode> list(ObjectRef kind, String selector) {
    LabelSelector labels;
    try {
      labels = LabelSelector.parse(selector);
    } catch (SelectorException e) {
      throw ObjectProblems.malformed(kind, "error: " + e.getMessage());
    }
    Key wanted = key(kind);
    List<ObjectNode> found = new ArrayList<>();
    objects.forEach(
        (key, object) -> {
          boolean same =
              new Key(key.group(), key.kind(), key.namespace(), "")
                  .equals(new Key(wanted.group(), wanted.kind(), wanted.namespace(), ""));
          if (same && labels.matches(Fields.textMap(object.path("metadata"), "labels"))) {
            found.add(object.deepCopy());
          }
        });
    return found;
  }

  @Override
  public boolean isSteady(ObjectRef object) {
    return true;
  }

  // Writing

  @Override
  public synchronized ObjectNode write(
      Write how, ObjectNode object, String namespace, ResourceFlags options) {
    ObjectRef ref = ObjectRef.of(object, namespace);
    ObjectNode there = objects.get(key(ref));
    return switch (how) {
      case CREATE -> {
        if (there != null) {
          throw ObjectProblems.exists(ref);
        }
        yield put(object.deepCopy(), ref, null);
      }
      case APPLY ->
          there == null
              ? put(LastApplied.annotated(object), ref, null)
              : put(LastApplied.merge(there, object, isBuiltIn(ref)), ref, there);
      case REPLACE -> {
        if (there == null) {
          throw ObjectProblems.notFound(ref);
        }
        if (isOutdated(object, there)) {
          throw ObjectProblems.conflict(ref, "replacing");
        }
        yield put(object.deepCopy(), ref, there);
      }
    };
  }

  private static boolean isBuiltIn(ObjectRef ref) {
    return ObjectKind.of(ref.apiVersion(), ref.kind()).builtIn();
  }

  private static boolean isOutdated(ObjectNode wanted, ObjectNode there) {
    String seen = Fields.textOrEmpty(wanted.path("metadata"), "resourceVersion");
    return !seen.isEmpty()
        && !seen.equals(Fields.textOrEmpty(there.path("metadata"), "resourceVersion"));
  }

  @Override
  public synchronized ObjectNode patch(ObjectRef ref, ObjectPatch patch, ResourceFlags options) {
    ObjectNode there = objects.get(key(ref));
    if (there == null) {
      throw ObjectProblems.notFound(ref);
    }
    if (patch.strategy() == ObjectPatch.Strategy.STRATEGIC && !isBuiltIn(ref)) {
      throw ObjectProblems.unsupported(
          ref,
          "error: application/strategic-merge-patch+json is not supported by "
              + ref.apiVersion()
              + ", Kind="
              + ref.kind()
              + ": use mergeStrategy merge or json");
    }
    JsonNode patched;
    try {
      patched = patch.applyTo(there);
    } catch (ResourceException e) {
      throw ObjectProblems.malformed(ref, e.text());
    }
    if (!(patched instanceof ObjectNode next) || !isSame(next, there)) {
      throw ObjectProblems.invalid(ref, "a patch may not change its apiVersion, kind or name");
    }
    if (isOutdated(next, there)) {
      throw ObjectProblems.conflict(ref, "applying patch for");
    }
    return put(next, ref, there);
  }

  private boolean isSame(ObjectNode one, ObjectNode other) {
    return ObjectRef.of(one, namespace).equals(ObjectRef.of(other, namespace));
  }

  @Override
  public synchronized boolean delete(ObjectRef object, ResourceFlags options) {
    if (!objects.containsKey(key(object))) {
      return false;
    }
    try {
      journal.delete(object);
    } catch (IOException e) {
      throw ObjectProblems.io("the run's objects can't be kept", e);
    }
    objects.remove(key(object));
    return true;
  }

  private ObjectNode put(ObjectNode object, ObjectRef ref, @Nullable ObjectNode before) {
    checkName(ref);
    if (object.toString().length() > MAX_SIZE) {
      throw ObjectProblems.invalid(ref, "it is larger than " + MAX_SIZE + " bytes");
    }
    if (before == null && objects.size() >= MAX_OBJECTS) {
      throw ObjectProblems.invalid(ref, "a run has at most " + MAX_OBJECTS + " objects");
    }
    if (before != null) {
      ServerFields.keep(object, before);
    }
    stamp(object, ref);
    try {
      journal.put(object);
    } catch (IOException e) {
      throw ObjectProblems.io("the run's objects can't be kept", e);
    }
    objects.put(key(ref), object);
    return object.deepCopy();
  }

  private static void checkName(ObjectRef ref) {
    String name = ref.name();
    if (name.isEmpty() || name.length() > 253 || name.contains("/") || name.contains("%")) {
      throw ObjectProblems.invalid(
          ref, "metadata.name: Invalid value: \"" + name + "\": must be a name of an object");
    }
  }

  /** Adds what an API server adds. */
  private void stamp(ObjectNode object, ObjectRef ref) {
    version++;
    ServerFields.add(object, key(ref).namespace(), version, clock.instant());
  }
}
