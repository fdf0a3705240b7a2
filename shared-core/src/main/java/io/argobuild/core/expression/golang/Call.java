package io.argobuild.core.expression.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call; already of the types that the function's signature asks for. */
public final class Call {
  private final List<Object> arguments;
  private final Meter meter;
  private final Host host;

  public Call(List<Object> arguments, Meter meter, Host host) {
    this.arguments = arguments;
    this.meter = meter;
    this.host = host;
  }

  public Meter meter() {
    return meter;
  }

  /** Clock, chance and zone. */
  public Host host() {
    return host;
  }

  public int size() {
    return arguments.size();
  }

  /** The argument at {@code i}; expr doesn't always check how many there are. */
  public @Nullable Object get(int i) {
    if (i >= arguments.size()) {
      throw new GoError(
          "runtime error: index out of range [" + i + "] with length " + arguments.size());
    }
    return arguments.get(i);
  }

  public String text(int i) {
    return (String) arguments.get(i);
  }

  public long integer(int i) {
    return (Long) arguments.get(i);
  }

  public boolean bool(int i) {
    return (Boolean) arguments.get(i);
  }

  public GoTime time(int i) {
    return (GoTime) arguments.get(i);
  }

  /** The map at {@code i}; Go's nil map is null. */
  @SuppressWarnings("unchecked")
  public @Nullable Map<String, Object> map(int i) {
    return (Map<String, Object>) arguments.get(i);
  }

  /** The arguments from {@code from} on. */
  public List<Object> rest(int from) {
    return new ArrayList<>(arguments.subList(from, arguments.size()));
  }
}
