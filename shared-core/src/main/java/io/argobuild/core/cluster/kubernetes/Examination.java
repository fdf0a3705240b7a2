package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.problem.Finding;
import io.argobuild.core.problem.Finding.Level;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks whether workflows can run in a namespace, and what is missing. Changes nothing. */
final class Examination {
  private final KubernetesClient client;
  private final String namespace;
  private final List<Finding> findings = new ArrayList<>();

  private Examination(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  static List<Finding> of(KubernetesClient client, String namespace) {
    Examination examination = new Examination(client, namespace);
    if (examination.reach()) {
      examination.rights();
      examination.admission();
    }
    return examination.findings;
  }

  private boolean reach() {
    Config config = client.getConfiguration();
    String context =
        config.getCurrentContext() == null
            ? "no kubeconfig context"
            : "context " + config.getCurrentContext().getName();
    String where = config.getMasterUrl() + " (" + context + ", namespace " + namespace + ')';
    VersionInfo version = ask("API server", client::getKubernetesVersion);
    if (version == null) {
      return false;
    }
    findings.add(Finding.ok("API server", where + " answers, version " + version.getGitVersion()));
    return true;
  }

  private void rights() {
    List<String> granted = new ArrayList<>();
    for (Right right : Right.all()) {
      SelfSubjectAccessReview answer = ask("rights", () -> review(right));
      if (answer == null) {
        return;
      }
      if (Boolean.TRUE.equals(answer.getStatus().getAllowed())) {
        granted.add(right.shown());
      } else {
        findings.add(
            new Finding(
                right.needed() ? Level.ERROR : Level.WARNING,
                "rights",
                "missing: " + right.shown() + ", " + right.purpose(),
                "Grant what docs/rbac.yaml lists"));
      }
    }
    if (!granted.isEmpty()) {
      findings.add(Finding.ok("rights", String.join(", ", granted)));
    }
  }

  private SelfSubjectAccessReview review(Right right) {
    return client
        .authorization()
        .v1()
        .selfSubjectAccessReview()
        .create(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withGroup(right.group())
                .withResource(right.resource())
                .withSubresource(right.subresource())
                .withVerb(right.verb())
                .endResourceAttributes()
                .endSpec()
                .build());
  }

  /** A dry run, so that quotas and policies speak without a pod being made. */
  private void admission() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withGenerateName("argo-build-doctor-")
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .addNewContainer()
            .withName("main")
            .withImage("busybox")
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withRunAsNonRoot(true)
            .withRunAsUser(65534L)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    Pod accepted =
        ask("pods", () -> client.pods().inNamespace(namespace).resource(pod).dryRun(true).create());
    if (accepted != null) {
      findings.add(Finding.ok("pods", "one as helpers are would be admitted"));
    }
  }

  private <T> @Nullable T ask(String subject, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      ProblemException problem = ApiProblems.of(e, subject);
      findings.add(Finding.error(subject, problem.problem()));
      return null;
    }
  }
}
