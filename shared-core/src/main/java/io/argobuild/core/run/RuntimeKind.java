package io.argobuild.core.run;

import java.util.Locale;
import java.util.Optional;

/** Where pods run. */
public enum RuntimeKind {
  /** {@link #KUBERNETES} where settings of a cluster were given, else {@link #LOCAL}. */
  AUTO,
  /** Sandboxed processes of this machine. */
  LOCAL,
  /** Containers of this machine's Docker or Podman. */
  DOCKER,
  KUBERNETES,
  /** An Argo controller that is installed somewhere. */
  ARGO;

  /** As people write it: {@code auto}, {@code local} ... */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RuntimeKind> of(String text) {
    for (RuntimeKind kind : values()) {
      if (kind.text().equals(text.toLowerCase(Locale.ROOT))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
