package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects functions with the signatures they have in Go. */
final class Registry {
  private final Map<String, Object> functions = new LinkedHashMap<>();

  void add(String name, String signature, GoFunction.Body body) {
    functions.put(name, GoFunction.of(signature, body));
  }

  /** The same function under several names. */
  void add(String[] names, String signature, GoFunction.Body body) {
    for (String name : names) {
      add(name, signature, body);
    }
  }

  /** A function under its own name and, as sprig has it, with {@code must} before it. */
  void addWithMust(String name, String signature, GoFunction.Body body) {
    add(name, signature, body);
    String must = "must" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    add(must, withError(signature), body);
  }

  private static String withError(String signature) {
    int end = signature.lastIndexOf(") ") + 2;
    return signature.substring(0, end) + "(" + signature.substring(end) + ", error)";
  }

  Map<String, Object> functions() {
    return functions;
  }
}
