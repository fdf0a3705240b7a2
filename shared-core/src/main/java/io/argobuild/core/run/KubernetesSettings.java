package io.argobuild.core.run;

/**
 * Which cluster a user named; texts are empty where nothing was said.
 *
 * @param kubeconfig path of a file
 */
public record KubernetesSettings(String kubeconfig, String context, String namespace) {
  public static final KubernetesSettings NONE = new KubernetesSettings("", "", "");

  public boolean isGiven() {
    return !kubeconfig.isEmpty() || !context.isEmpty() || !namespace.isEmpty();
  }
}
