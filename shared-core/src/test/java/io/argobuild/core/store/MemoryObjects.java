package io.argobuild.core.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects in memory, that go with their owners as a cluster's do. */
final class MemoryObjects<T> implements VersionedObjects<T> {
  private final Map<String, Versioned<T>> objects = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private long count;

  @Override
  public synchronized Optional<Versioned<T>> read(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  @Override
  public synchronized List<Versioned<T>> list() {
    List<Versioned<T>> list = new ArrayList<>(objects.values());
    list.removeIf(object -> owners.containsKey(object.name()));
    return list;
  }

  @Override
  public synchronized Optional<Versioned<T>> create(
      String name, T value, @Nullable Versioned<?> owner) {
    if (objects.containsKey(name)) {
      return Optional.empty();
    }
    if (owner != null) {
      owners.put(name, owner.uid());
    }
    return Optional.of(put(new Versioned<>(name, "uid-" + ++count, "", value)));
  }

  @Override
  public synchronized Optional<Versioned<T>> replace(Versioned<T> object) {
    Versioned<T> there = objects.get(object.name());
    boolean known =
        there != null
            && there.uid().equals(object.uid())
            && there.version().equals(object.version());
    return known ? Optional.of(put(object)) : Optional.empty();
  }

  private Versioned<T> put(Versioned<T> object) {
    Versioned<T> stored =
        new Versioned<>(object.name(), object.uid(), Long.toString(++count), object.value());
    objects.put(object.name(), stored);
    return stored;
  }

  @Override
  public synchronized void delete(String name) {
    Versioned<T> gone = objects.remove(name);
    owners.remove(name);
    if (gone != null) {
      List<String> owned = new ArrayList<>(owners.keySet());
      owned.removeIf(part -> !gone.uid().equals(owners.get(part)));
      owned.forEach(this::delete);
    }
  }

  synchronized List<String> names() {
    return new ArrayList<>(objects.keySet());
  }
}
