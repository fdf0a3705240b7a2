package io.argobuild.core.expression;

import io.argobuild.core.expression.golang.GoImport;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables below a prefix as a nested map. Single keys are looked up; all of them are gathered
 * only for who wants them all, or changes one.
 */
final class ExpandedMap extends AbstractMap<String, Object> {
  private final Variables variables;
  private final String prefix;
  private final Limits limits;
  private final Map<String, Object> known = new HashMap<>();
  private @Nullable Map<String, Object> all;

  /**
   * Over a part of the variables.
   *
   * @param prefix empty, or ends with a dot
   */
  ExpandedMap(Variables variables, String prefix, Limits limits) {
    this.variables = variables;
    this.prefix = prefix;
    this.limits = limits;
  }

  private boolean hasBelow(String name) {
    return variables.startingWith(name + ".").iterator().hasNext();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    Map<String, Object> gathered = all;
    if (gathered != null) {
      return gathered.containsKey(key);
    }
    return key instanceof String segment
        && segment.indexOf('.') < 0
        && (variables.has(prefix + segment) || hasBelow(prefix + segment));
  }

  @Override
  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  public @Nullable Object get(@Nullable Object key) {
    Map<String, Object> gathered = all;
    if (gathered != null) {
      return gathered.get(key);
    }
    if (!(key instanceof String segment) || segment.indexOf('.') >= 0) {
      return null;
    }
    if (!known.containsKey(segment)) {
      known.put(segment, load(segment));
    }
    return known.get(segment);
  }

  private @Nullable Object load(String segment) {
    String name = prefix + segment;
    return hasBelow(name)
        ? new ExpandedMap(variables, name + ".", limits)
        : GoImport.value(variables.get(name), limits.valueDepth());
  }

  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  private Map<String, Object> all() {
    Map<String, Object> gathered = all;
    if (gathered != null) {
      return gathered;
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String name : variables.startingWith(prefix)) {
      int dot = name.indexOf('.', prefix.length());
      String segment = name.substring(prefix.length(), dot < 0 ? name.length() : dot);
      if (!entries.containsKey(segment)) {
        entries.put(segment, get(segment));
      }
    }
    all = entries;
    return entries;
  }

  @Override
  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  public @Nullable Object put(String key, @Nullable Object value) {
    return all().put(key, value);
  }

  @Override
  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  public @Nullable Object remove(@Nullable Object key) {
    return all().remove(key);
  }

  @Override
  public int size() {
    return all().size();
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return all().entrySet();
  }
}
