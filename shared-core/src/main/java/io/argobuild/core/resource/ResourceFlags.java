package io.argobuild.core.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code flags} of a resource template, as kubectl reads them.
 *
 * @param arguments what is no flag: types and names of objects
 * @param values by the flag's long name
 */
public record ResourceFlags(List<String> arguments, Map<String, String> values) {
  private static final int MAX_FLAGS = 1_000;
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  public ResourceFlags {
    arguments = List.copyOf(arguments);
    values = Map.copyOf(values);
  }

  /**
   * @throws ResourceException when a flag means nothing here; the message says what to do instead
   */
  public static ResourceFlags parse(ResourceVerb verb, List<String> flags)
      throws ResourceException {
    if (flags.size() > MAX_FLAGS) {
      throw new ResourceException("there are more than " + MAX_FLAGS + " flags");
    }
    List<String> arguments = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i);
      if (flag.equals("--")) {
        arguments.addAll(flags.subList(i + 1, flags.size()));
        break;
      }
      if (!flag.startsWith("-") || flag.equals("-")) {
        arguments.add(flag);
        continue;
      }
      String name = name(flag);
      FlagTable.Flag known = FlagTable.find(name, verb);
      String rest = flag.substring(name.length());
      if (!rest.isEmpty()) {
        values.put(known.name(), rest.startsWith("=") ? rest.substring(1) : rest);
      } else if (known.form() == FlagTable.Form.SWITCH) {
        values.put(known.name(), "true");
      } else if (i + 1 < flags.size()) {
        values.put(known.name(), flags.get(++i));
      } else {
        throw new ResourceException("flag needs an argument: " + flag);
      }
    }
    return new ResourceFlags(arguments, values);
  }

  /** Without its value: {@code -nX} and {@code --namespace=X} have it within. */
  private static String name(String flag) {
    if (!flag.startsWith("--")) {
      return flag.substring(0, 2);
    }
    int equals = flag.indexOf('=');
    return equals < 0 ? flag : flag.substring(0, equals);
  }

  public String namespace() {
    return values.getOrDefault("--namespace", "");
  }

  /** A label selector, or empty. */
  public String selector() {
    return values.getOrDefault("--selector", "");
  }

  public boolean all() {
    return isOn("--all");
  }

  public boolean ignoreNotFound() {
    return isOn("--ignore-not-found");
  }

  public boolean force() {
    return isOn("--force");
  }

  /** Whether to take fields from other managers. */
  public boolean forceConflicts() {
    return isOn("--force-conflicts");
  }

  /** Whether what is deleted gets no time. */
  public boolean now() {
    return isOn("--now") || force();
  }

  public boolean serverSide() {
    return isOn("--server-side");
  }

  private boolean isOn(String name) {
    return TRUE.contains(values.getOrDefault(name, "false"));
  }
}
