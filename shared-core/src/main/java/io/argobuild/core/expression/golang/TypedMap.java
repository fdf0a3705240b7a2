package io.argobuild.core.expression.golang;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Go map other than {@code map[string]interface {}}. The entries are those given, not copied. */
public final class TypedMap extends AbstractMap<Object, Object> implements GoValue {
  private final GoType type;
  private final Map<Object, Object> entries;

  public TypedMap(GoType type, Map<Object, Object> entries) {
    this.type = type;
    this.entries = entries;
  }

  @Override
  public GoType type() {
    return type;
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
    return entries.put(key, value);
  }

  @Override
  public Set<Map.Entry<Object, Object>> entrySet() {
    return entries.entrySet();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TypedMap map && type.equals(map.type) && entries.equals(map.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
