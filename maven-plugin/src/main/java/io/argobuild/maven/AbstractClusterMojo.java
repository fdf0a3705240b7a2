package io.argobuild.maven;

import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.run.KubernetesSettings;
import io.argobuild.core.run.PodDefaults;
import java.time.Duration;
import org.apache.maven.plugins.annotations.Parameter;

/** What goals are told of a Kubernetes cluster. */
abstract class AbstractClusterMojo extends AbstractArgoMojo {

  /**
   * The kubeconfig file of the cluster to run on; by default {@code KUBECONFIG}, then {@code
   * ~/.kube/config}, then the service account of the pod that the build runs in.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.kubeconfig")
  String kubeconfig = "";

  /**
   * The kubeconfig's context to use, instead of its current one.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.context")
  String context = "";

  /**
   * The namespace to run pods in, instead of the manifest's and the context's.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.namespace")
  String namespace = "";

  /**
   * User to act as on the cluster, if the kubeconfig's user may.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.impersonate")
  String impersonate = "";

  /**
   * Image of the containers that fetch inputs and store outputs on a cluster; it needs {@code sh},
   * {@code tar}, {@code gzip} and {@code curl}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.helperImage", defaultValue = PodDefaults.HELPER_IMAGE)
  String helperImage = PodDefaults.HELPER_IMAGE;

  /**
   * Image whose static {@code /bin/busybox} is copied into pods on a cluster; it may be the helper
   * image.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.shellImage", defaultValue = PodDefaults.SHELL_IMAGE)
  String shellImage = PodDefaults.SHELL_IMAGE;

  /**
   * Pull policy of both images; Kubernetes' own where nothing is said.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.helperPullPolicy")
  String helperPullPolicy = "";

  /**
   * How long a pod on a cluster may take to start, such as {@code 30m}, where the manifest says
   * nothing. A pod that can't be scheduled, or whose image can't be pulled, fails then with the
   * reason; {@code 0} waits for ever.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.pendingLimit", defaultValue = "30m")
  String pendingLimit = "30m";

  KubernetesSettings kubernetes() {
    String file = kubeconfig.isEmpty() ? "" : resolve(kubeconfig).toAbsolutePath().toString();
    return KubernetesSettings.of(file, context.strip(), namespace.strip())
        .withAccess("", "", impersonate.strip());
  }

  PodDefaults pods() {
    return new PodDefaults(helperImage, shellImage, helperPullPolicy, limit());
  }

  private Duration limit() {
    try {
      return ArgoDuration.parse(pendingLimit.strip());
    } catch (ProblemException e) {
      throw Texts.invalid("argo.pendingLimit", e.problem().message(), "Use a time such as 30m");
    }
  }
}
