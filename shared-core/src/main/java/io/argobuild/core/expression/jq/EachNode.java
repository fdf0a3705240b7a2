package io.argobuild.core.expression.jq;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code .[]}: each element of a list, each value of an object, or each of a native source. */
final class EachNode extends Node {

  @Override
  void step(Machine m) {
    Object container = m.value;
    Steps steps = steps(container);
    if (steps == null) {
      throw JqError.of("cannot iterate over: " + JqValues.described(container));
    }
    if (m.path != null && !(container instanceof Native.Source) && !m.path.leadsTo(container)) {
      throw JqError.of("invalid path on iterating against: " + JqValues.described(container));
    }
    if (steps.hasNext()) {
      new Rest(m, steps).next(m);
    } else {
      m.backtrack();
    }
  }

  private static @Nullable Steps steps(@Nullable Object container) {
    if (container instanceof List<?> list) {
      return new ListSteps(list);
    }
    if (container instanceof Map<?, ?> map) {
      return new MapSteps(map.entrySet().iterator());
    }
    return container instanceof Native.Source source ? new SourceSteps(source) : null;
  }

  private static final class Rest extends Choice {
    private final Steps steps;

    Rest(Machine m, Steps steps) {
      super(m);
      this.steps = steps;
    }

    @Override
    boolean retry(Machine m) {
      next(m);
      return true;
    }

    void next(Machine m) {
      steps.next(m);
      if (steps.hasNext()) {
        m.push(this);
      }
    }
  }

  /** What is left to iterate over. */
  private interface Steps {
    boolean hasNext();

    /** Makes the next one the machine's value. */
    void next(Machine m);
  }

  private static final class ListSteps implements Steps {
    private final List<?> list;
    private int at;

    ListSteps(List<?> list) {
      this.list = list;
    }

    @Override
    public boolean hasNext() {
      return at < list.size();
    }

    @Override
    public void next(Machine m) {
      Object element = list.get(at);
      m.path = m.path == null ? null : m.path.then((long) at, element);
      m.value = element;
      at++;
    }
  }

  private record MapSteps(Iterator<? extends Map.Entry<?, ?>> entries) implements Steps {
    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public void next(Machine m) {
      Map.Entry<?, ?> entry = entries.next();
      m.path = m.path == null ? null : m.path.then(entry.getKey(), entry.getValue());
      m.value = entry.getValue();
    }
  }

  private record SourceSteps(Native.Source source) implements Steps {
    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public void next(Machine m) {
      m.value = source.next();
    }
  }
}
