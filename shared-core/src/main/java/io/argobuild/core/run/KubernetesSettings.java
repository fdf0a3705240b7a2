package io.argobuild.core.run;

/**
 * Which cluster a user named; texts are empty where nothing was said.
 *
 * @param kubeconfig path of a file
 * @param context of the kubeconfig; its current one if empty
 * @param namespace where pods run; the manifest's if empty, else the context's
 * @param server URL of an API server, instead of the context's
 * @param token instead of the context's user
 * @param impersonate user to act as
 */
public record KubernetesSettings(
    String kubeconfig,
    String context,
    String namespace,
    String server,
    String token,
    String impersonate) {
  public static final KubernetesSettings NONE = of("", "", "");

  /** A cluster and a user of a kubeconfig. */
  public static KubernetesSettings of(String kubeconfig, String context, String namespace) {
    return new KubernetesSettings(kubeconfig, context, namespace, "", "", "");
  }

  /** Access by a token, beside or instead of a kubeconfig. */
  public KubernetesSettings withAccess(String newServer, String newToken, String user) {
    return new KubernetesSettings(kubeconfig, context, namespace, newServer, newToken, user);
  }

  public boolean isGiven() {
    return !kubeconfig.isEmpty() || !context.isEmpty() || !namespace.isEmpty() || !server.isEmpty();
  }

  /** The token lets its reader in, so it is left out. */
  @Override
  public String toString() {
    return "KubernetesSettings[kubeconfig="
        + kubeconfig
        + ", context="
        + context
        + ", namespace="
        + namespace
        + ", server="
        + server
        + ", impersonate="
        + impersonate
        + "]";
  }
}
