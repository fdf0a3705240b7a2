package io.argobuild.core.expression;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Variables in a sorted map. */
record SortedVariables(NavigableMap<String, ?> map) implements Variables {
  @Override
  public boolean has(String name) {
    return map.containsKey(name);
  }

  @Override
  public @Nullable Object get(String name) {
    return map.get(name);
  }

  @Override
  public Iterable<String> startingWith(String prefix) {
    return () ->
        map.navigableKeySet().tailSet(prefix, true).stream()
            .takeWhile(name -> name.startsWith(prefix))
            .iterator();
  }
}
