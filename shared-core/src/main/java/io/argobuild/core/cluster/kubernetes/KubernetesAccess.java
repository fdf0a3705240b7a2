package io.argobuild.core.cluster.kubernetes;

/**
 * How to reach a cluster. Texts are empty where nothing was said; then the usual places count: the
 * variable {@code KUBECONFIG}, {@code ~/.kube/config}, and inside a cluster the service account.
 *
 * @param kubeconfig path of a file
 * @param context of the kubeconfig; empty for its current one
 * @param server URL of the API server
 * @param token takes the place of the kubeconfig's user
 * @param impersonate user to act as
 */
public record KubernetesAccess(
    String kubeconfig, String context, String server, String token, String impersonate) {

  public static final KubernetesAccess DEFAULT = new KubernetesAccess("", "", "", "", "");

  /** A context of a kubeconfig, with the user it names. */
  public static KubernetesAccess of(String kubeconfig, String context) {
    return new KubernetesAccess(kubeconfig, context, "", "", "");
  }

  /** The token lets its reader in, so it is left out. */
  @Override
  public String toString() {
    return "KubernetesAccess[kubeconfig="
        + kubeconfig
        + ", context="
        + context
        + ", server="
        + server
        + ", impersonate="
        + impersonate
        + "]";
  }
}
