package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.problem.Finding;
import io.argobuild.core.problem.Finding.Level;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user with the rights that the documentation lists, and one with none. */
@Tag("lab")
@NeedsNode
@Timeout(120)
class KubernetesRightsTest {
  @TempDir Path folder;

  private ServiceOptions options(TestNamespace namespace, String token) {
    return ServiceOptions.builder(folder)
        .kubernetes(
            KubernetesSettings.of(Lab.node().kubeconfig().toString(), "", namespace.name())
                .withAccess("", token, ""))
        .pods(
            new PodDefaults(
                "curlimages/curl:latest", "busybox:musl", "IfNotPresent", Duration.ofMinutes(1)))
        .build();
  }

  private static String token(TestNamespace namespace, String account) {
    return namespace
        .client()
        .serviceAccounts()
        .inNamespace(namespace.name())
        .withName(account)
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  @Test
  void theRightsOfTheDocumentationAreEnoughToRun() throws IOException {
    try (TestNamespace namespace = TestNamespace.create(Lab.node())) {
      KubernetesClient admin = namespace.client();
      try (InputStream rbac = Files.newInputStream(Path.of("../docs/rbac.yaml"))) {
        admin.load(rbac).inNamespace(namespace.name()).create();
      }
      ServiceOptions options = options(namespace, token(namespace, "argo-build"));

      assertThat(Doctor.examine(options)).extracting(Finding::level).containsOnly(Level.OK);
      ServiceFixture.Events events = new ServiceFixture.Events();
      RunOutcome outcome;
      try (WorkflowService service = EngineWorkflowService.open(options)) {
        outcome = service.run(manifest(), events);
      }

      assertThat(outcome.isSucceeded()).as(events.all().toString()).isTrue();
      assertThat(events.lines()).containsExactly("got out");
      assertThat(admin.pods().inNamespace(namespace.name()).list().getItems()).isEmpty();
    }
  }

  @Test
  void withoutRightsTheDoctorTellsWhichAreMissing() {
    try (TestNamespace namespace = TestNamespace.create(Lab.node())) {
      List<Finding> findings = Doctor.examine(options(namespace, token(namespace, "default")));

      assertThat(findings)
          .filteredOn(finding -> finding.level() == Level.ERROR)
          .extracting(Finding::text)
          .contains(
              "missing: create pods, to run pods", "missing: get pods/log, for logs and results");
      assertThat(findings)
          .filteredOn(finding -> finding.level() == Level.WARNING)
          .extracting(Finding::text)
          .contains("missing: create secrets, for artifacts");
    }
  }

  private static RunOptions manifest() {
    Manifests manifests =
        new ManifestReader()
            .read(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {name: least}
                spec:
                  entrypoint: main
                  templates:
                  - name: main
                    steps:
                    - - {name: a, template: out}
                    - - name: b
                        template: in
                        arguments: {parameters: [{name: p, value: "{{steps.a.outputs.parameters.p}}"}]}
                  - name: out
                    container:
                      image: alpine:3.23
                      imagePullPolicy: IfNotPresent
                      command: [sh, -c, "echo out > /tmp/p"]
                    outputs: {parameters: [{name: p, valueFrom: {path: /tmp/p}}]}
                  - name: in
                    inputs: {parameters: [{name: p}]}
                    container:
                      image: alpine:3.23
                      imagePullPolicy: IfNotPresent
                      command: [echo, "got {{inputs.parameters.p}}"]
                """,
                "least.yaml");
    return RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
  }
}
