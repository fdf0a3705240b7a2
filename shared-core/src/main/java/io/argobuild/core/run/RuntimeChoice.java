package io.argobuild.core.run;

/**
 * The runtime of a run and why it is that one.
 *
 * @param kind never {@code AUTO}
 */
record RuntimeChoice(RuntimeKind kind, String why) {

  static RuntimeChoice of(RuntimeKind asked, KubernetesSettings kubernetes) {
    return switch (asked) {
      case LOCAL, DOCKER, KUBERNETES, ARGO ->
          new RuntimeChoice(asked, "runtime '" + asked.text() + "' was asked for");
      case AUTO ->
          kubernetes.isGiven()
              ? new RuntimeChoice(
                  RuntimeKind.KUBERNETES, "a cluster was named: " + named(kubernetes))
              : new RuntimeChoice(
                  RuntimeKind.LOCAL, "neither a kubeconfig, a context nor a namespace was given");
    };
  }

  /**
   * The choice itself if this version can run it.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code RUN_RUNTIME_NOT_AVAILABLE}
   */
  RuntimeChoice available() {
    return switch (kind) {
      case LOCAL, DOCKER, KUBERNETES -> this;
      case AUTO, ARGO -> throw RunProblems.runtimeNotYet(kind);
    };
  }

  private static String named(KubernetesSettings settings) {
    if (!settings.context().isEmpty()) {
      return "context " + settings.context();
    }
    if (!settings.namespace().isEmpty()) {
      return "namespace " + settings.namespace();
    }
    return settings.kubeconfig().isEmpty()
        ? "server " + settings.server()
        : "kubeconfig " + settings.kubeconfig();
  }
}
