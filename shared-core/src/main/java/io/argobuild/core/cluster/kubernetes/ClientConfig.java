package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the client's configuration of what the user said and what the usual places hold. */
final class ClientConfig {
  private static final int REQUEST_TIMEOUT_MILLIS = 30_000;
  private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;

  private ClientConfig() {}

  static Config of(KubernetesAccess access) {
    Config config =
        access.kubeconfig().isEmpty()
            ? Config.autoConfigure(orNull(access.context()))
            : fromFile(access);
    checkContext(access, config);
    if (!access.server().isEmpty()) {
      config.setMasterUrl(access.server());
    }
    if (!access.token().isEmpty()) {
      config.setOauthToken(access.token());
      config.setAutoOAuthToken(null);
    }
    if (!access.impersonate().isEmpty()) {
      config.setImpersonateUsername(access.impersonate());
    }
    checkFound(access, config);
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    // Each followed log is a stream; servers bound the streams of one HTTP/2 connection.
    config.setHttp2Disable(true);
    config.setUserAgent("argo-build");
    return config;
  }

  private static Config fromFile(KubernetesAccess access) {
    File file = new File(access.kubeconfig());
    if (!file.canRead()) {
      throw configuration(
          "CLUSTER_KUBECONFIG_UNREADABLE",
          "there is no kubeconfig that can be read at " + file,
          "Name another file");
    }
    try {
      return Config.fromKubeconfig(orNull(access.context()), file);
    } catch (RuntimeException e) {
      throw new ProblemException(
          problem(
              "CLUSTER_KUBECONFIG_INVALID",
              "the kubeconfig " + file + " can't be understood: " + e.getMessage(),
              "Look whether kubectl understands it"),
          e);
    }
  }

  /** The library takes a context that is not there for the current one. */
  private static void checkContext(KubernetesAccess access, Config config) {
    List<String> known = config.getContexts().stream().map(NamedContext::getName).toList();
    if (!access.context().isEmpty() && !known.contains(access.context())) {
      throw configuration(
          "CLUSTER_NO_SUCH_CONTEXT",
          "the kubeconfig has no context '" + access.context() + "'",
          known.isEmpty() ? "Name a kubeconfig" : "Use one of " + String.join(", ", known));
    }
  }

  private static void checkFound(KubernetesAccess access, Config config) {
    boolean nothing =
        access.server().isEmpty()
            && config.getCurrentContext() == null
            && config.getContexts().isEmpty()
            && System.getenv(Config.KUBERNETES_SERVICE_HOST_PROPERTY) == null
            && config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL);
    if (nothing) {
      throw configuration(
          "CLUSTER_NOT_CONFIGURED",
          "no cluster is configured: there is no kubeconfig, and this is no pod of a cluster",
          "Name a kubeconfig, or a server and a token");
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static ProblemException configuration(String code, String message, String nextStep) {
    return new ProblemException(problem(code, message, nextStep));
  }

  private static Problem problem(String code, String message, String nextStep) {
    return new Problem(code, ProblemClass.CONFIGURATION, message, Place.NOWHERE, nextStep);
  }
}
