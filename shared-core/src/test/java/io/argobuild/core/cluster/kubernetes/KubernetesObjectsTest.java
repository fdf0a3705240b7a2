package io.argobuild.core.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.cluster.objects.ClusterObjectsContract;
import io.argobuild.core.cluster.objects.ObjectProblems;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
@NeedsNode
class KubernetesObjectsTest extends ClusterObjectsContract {
  private static KubernetesConnection connection;
  private static TestNamespace namespace;

  @BeforeAll
  static void connect() {
    connection =
        KubernetesConnection.open(
            KubernetesAccess.of(Lab.kwok("objects").kubeconfig().toString(), ""));
    namespace = TestNamespace.create(Lab.kwok("objects"));
  }

  @AfterAll
  static void disconnect() {
    connection.close();
    namespace.close();
  }

  @Override
  protected String namespace() {
    return namespace.name();
  }

  @Override
  protected ClusterObjects open() {
    return connection.cluster(namespace.name()).objects();
  }

  @Test
  void aKindThatIsNotThereIsNamed() {
    String manifest = "{apiVersion: x.io/v1, kind: Box, metadata: {name: b}}";
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> run("{action: create}", manifest));

    assertThat(thrown.problem().code()).isEqualTo(ObjectProblems.UNKNOWN_TYPE);
    assertThat(thrown.problem().message())
        .contains("no matches for kind \"Box\" in version \"x.io/v1\"");
  }

  @Test
  void kindsOfTheServerAreFoundByShortNames() {
    assertThat(open().resolve("csr", namespace(), "a").kind())
        .isEqualTo("CertificateSigningRequest");
  }

  @Test
  void aPatchThatDoesNotFitIsRefusedInTheServersWords() {
    ProblemException thrown =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                run(
                    "{action: patch, mergeStrategy: json, flags: [cm, there]}",
                    "[{op: remove, path: /data/nothing}]"));

    assertThat(Map.entry(thrown.problem().code(), thrown.problem().kind().name()))
        .isEqualTo(Map.entry(ObjectProblems.INVALID, "CONFIGURATION"));
  }
}
