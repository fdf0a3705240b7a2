package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryCheckTest {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String BUCKET = "s3: {endpoint: 'minio:9000', bucket: mine}";
  private static final String SHARED =
      "{kind: WorkflowTemplate, metadata: {name: shared}, spec: {templates: [%s]}}";

  private static RepositoryCheck check(String spec, String repository, String... resources)
      throws Exception {
    String workflow =
        "{metadata: {name: wf}, spec: {%s}, status: {artifactRepositoryRef: {artifactRepository: {%s}}}}"
            .formatted(spec, repository);
    List<ObjectNode> given = new ArrayList<>();
    for (String resource : resources) {
      given.add((ObjectNode) YAML.readTree(resource));
    }
    return new RepositoryCheck(new Workflow((ObjectNode) YAML.readTree(workflow)), given);
  }

  private static String code(ThrowingCallable call) {
    ProblemException thrown = catchThrowableOfType(ProblemException.class, call);
    if (thrown == null) {
      return "";
    }
    assertThat(thrown.problem().kind()).isEqualTo(ProblemClass.CONFIGURATION);
    assertThat(thrown.problem().nextStep()).isNotEmpty();
    return thrown.problem().code();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3: {key: k}|",
        "s3: {bucket: mine, key: k}|",
        "s3: {endpoint: 'minio:9000', bucket: mine}|",
        "archiveLogs: true|",
        "s3: {bucket: other, key: k}|ARTIFACT_LOCATION_ELSEWHERE",
        "s3: {endpoint: 'else:9000', bucket: mine}|ARTIFACT_LOCATION_ELSEWHERE",
        "s3: {region: eu}|ARTIFACT_LOCATION_ELSEWHERE"
      })
  void archiveLocationsMayNameTheRepositoryOnly(String location, String code) throws Exception {
    String template = "{name: a, container: {}, archiveLocation: {%s}}".formatted(location);
    String expected = code == null ? "" : code;
    RepositoryCheck own = check("templates: [%s]".formatted(template), BUCKET);
    assertThat(code(own::refuseOtherPlaces)).isEqualTo(expected);

    String call = "templates: [{name: m, steps: [[{templateRef: {name: shared, template: a}}]]}]";
    RepositoryCheck shared = check(call, BUCKET, SHARED.formatted(template));
    assertThat(code(shared::refuseOtherPlaces)).isEqualTo(expected);
    RepositoryCheck unused = check("entrypoint: m", BUCKET, SHARED.formatted(template));
    assertThat(code(unused::refuseOtherPlaces)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "container: {}, outputs: {artifacts: [{name: o, path: /o}]}",
        "script: {}, inputs: {artifacts: [{name: i, path: /i, s3: {key: k}}]}"
      })
  void artifactsOfPodsOnAClusterNeedARepository(String template) throws Exception {
    String spec = "templates: [{name: a, %s}]".formatted(template);
    assertThat(code(check(spec, "")::refuseFolder)).isEqualTo("ARTIFACT_REPOSITORY_NEEDED");
    assertThat(code(check(spec, BUCKET)::refuseFolder)).isEmpty();
  }

  @Test
  void whatNeedsNoneIsLeftAlone() throws Exception {
    String spec =
        "templates: [{name: a, container: {}, inputs: {artifacts: [{name: i, path: /i, raw: {data: x}}]},"
            + " outputs: {parameters: [{name: p}]}}, {name: m, steps: [], outputs: {artifacts: [{name:"
            + " o, from: x}]}}]";
    assertThat(code(check(spec, "")::refuseFolder)).isEmpty();
  }
}
