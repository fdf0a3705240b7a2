package io.argobuild.core.template;

import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.golang.Host;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The variables that tags may name: full dotted names and their values. Immutable; an extended
 * scope shares the memory of the one it was made from.
 *
 * <p>A value is a text, an absent optional (the output of a skipped or omitted node that has no
 * default; nil in Argo), or anything else that expressions know and that has no text of its own,
 * such as an artifact.
 */
public final class Variables implements io.argobuild.core.expression.Variables {
  public static final Variables EMPTY = new Variables(TreePMap.empty(), false, null);

  /** What Argo's lint puts in place of values that are known at run time only. */
  private static final String PLACEHOLDER = "__argo__internal__placeholder-";

  /** Stands for nil, which the map cannot hold. */
  private enum Absent {
    OPTIONAL
  }

  private final TreePMap<String, Object> values;
  private final boolean placeholders;
  private final @Nullable Host host;

  private Variables(TreePMap<String, Object> values, boolean placeholders, @Nullable Host host) {
    this.values = values;
    this.placeholders = placeholders;
    this.host = host;
  }

  public static Variables of(Map<String, String> texts) {
    return EMPTY.withAll(texts);
  }

  public Variables with(String name, String text) {
    return with(name, (Object) text);
  }

  public Variables withAll(Map<String, String> texts) {
    Variables all = this;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** All of the other scope; its values win. Cheap when the other one is small. */
  public Variables withAll(Variables others) {
    return values.isEmpty() && host == null
        ? others
        : new Variables(values.plusAll(others.values), placeholders || others.placeholders, host);
  }

  /** All of these, and those of the other scope that these don't name; goes over the fewer. */
  public Variables over(Variables parent) {
    if (values.size() <= parent.values.size()) {
      return parent.withAll(this);
    }
    TreePMap<String, Object> all = values;
    for (Map.Entry<String, Object> entry : parent.values.entrySet()) {
      if (!values.containsKey(entry.getKey())) {
        all = all.plus(entry.getKey(), entry.getValue());
      }
    }
    return new Variables(all, placeholders || parent.placeholders, parent.host);
  }

  /** An output of a node that was skipped and that declares no default. */
  public Variables withAbsent(String name) {
    return with(name, Absent.OPTIONAL);
  }

  /** A value for expressions, as the expression language represents it; null is an absent one. */
  public Variables withValue(String name, @Nullable Object value) {
    return value == null ? withAbsent(name) : with(name, value);
  }

  private Variables with(String name, Object value) {
    boolean placeholder = value instanceof String text && text.startsWith(PLACEHOLDER);
    return new Variables(values.plus(name, value), placeholders || placeholder, host);
  }

  /** The clock and the chance that expressions ask, such as by {@code now()}. */
  public Variables withHost(Host other) {
    return new Variables(values, placeholders, other);
  }

  /** Without the variables that are absent optionals. */
  public Variables withoutAbsent() {
    TreePMap<String, Object> present = values;
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      if (entry.getValue() == Absent.OPTIONAL) {
        present = present.minus(entry.getKey());
      }
    }
    return new Variables(present, placeholders, host);
  }

  /** Whether the name is known, be it as an absent optional. */
  public boolean contains(String name) {
    return values.containsKey(name);
  }

  public boolean isAbsent(String name) {
    return values.get(name) == Absent.OPTIONAL;
  }

  /** The text of a variable; empty for unknown names, absent optionals and other values. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** All names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** What expressions see: nested maps by the dots in names, and Argo's functions. */
  public Environment environment() {
    Environment environment = Environment.of(this);
    return host == null ? environment : environment.with(host);
  }

  @Override
  public boolean has(String name) {
    return contains(name);
  }

  /** The value for expressions: null for unknown names and for absent optionals. */
  @Override
  public @Nullable Object get(String name) {
    Object value = values.get(name);
    return value == Absent.OPTIONAL ? null : value;
  }

  @Override
  public Iterable<String> startingWith(String prefix) {
    return () ->
        values.tailMap(prefix, true).keySet().stream()
            .takeWhile(name -> name.startsWith(prefix))
            .iterator();
  }

  /** Whether values stand in place of those that are known at run time only. */
  boolean hasPlaceholders() {
    return placeholders;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
