package io.argobuild.core.cluster.local;

/** What runs the containers of a local cluster. */
public enum RuntimeKind {
  /** Docker or Podman where one answers, else the sandbox. */
  AUTO,
  DOCKER,
  PODMAN,
  SANDBOX
}
