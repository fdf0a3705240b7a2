package io.argobuild.core.cluster.local;

/** Why a container can't be created, in the kubelet's words; the pod then waits. */
final class ConfigError extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigError(String message) {
    super(message);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
