package io.argobuild.core.lab;

import java.nio.file.Path;
import java.util.Map;

/** Servers that were started together, by the variables that tell of them. */
public record LabServer(Map<String, String> env) {
  public LabServer {
    env = Map.copyOf(env);
  }

  public Path kubeconfig() {
    return Path.of(value("KUBECONFIG"));
  }

  /** Throws where the servers have no such thing. */
  public String value(String variable) {
    String value = env.get(variable);
    if (value == null) {
      throw new AssertionError("the lab tells no " + variable + ", only " + env.keySet());
    }
    return value;
  }
}
