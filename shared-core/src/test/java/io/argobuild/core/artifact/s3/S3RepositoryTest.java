package io.argobuild.core.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.SecretTexts;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RepositoryTest {
  private static final SecretTexts SECRETS =
      (name, key) ->
          Optional.ofNullable(Map.of("cred/a", "AK\n", "cred/s", "SK").get(name + "/" + key));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'bucket':'b','endpoint':'minio:9000','insecure':true} | http://minio:9000",
        "{'bucket':'b','endpoint':'minio:9000'} | https://minio:9000",
        "{'bucket':'b','endpoint':'http://minio:9000/'} | http://minio:9000",
        "{'bucket':'b'} | https://s3.amazonaws.com",
      })
  void readsTheEndpoint(String fields, String endpoint) {
    assertThat(settings(fields).endpoint()).isEqualTo(URI.create(endpoint));
  }

  @Test
  void readsKeysOfSecrets() {
    S3Settings settings =
        settings(
            "{'bucket':'b','accessKeySecret':{'name':'cred','key':'a'},"
                + "'secretKeySecret':{'name':'cred','key':'s'},'region':'eu','addressingStyle':'path',"
                + "'createBucketIfNotPresent':{}}");

    assertThat(settings.credentials()).isEqualTo(new S3Credentials.Keys("AK", "SK", ""));
    assertThat(settings.region()).isEqualTo("eu");
    assertThat(settings.addressing()).isEqualTo(S3Settings.Addressing.PATH);
    assertThat(settings.createBucket()).isTrue();
  }

  @Test
  void withoutKeysThoseOfTheMachineCount() {
    assertThat(settings("{'bucket':'b'}").credentials()).isEqualTo(new S3Credentials.Ambient());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'endpoint':'minio:9000'} | ARTIFACT_REPOSITORY_INVALID | no bucket",
        "{'bucket':'b','endpoint':'a b'} | ARTIFACT_REPOSITORY_INVALID | endpoint",
        "{'bucket':'b','endpoint':'minio/path'} | ARTIFACT_REPOSITORY_INVALID | endpoint",
        "{'bucket':'b','endpoint':'ftp://minio'} | ARTIFACT_REPOSITORY_INVALID | endpoint",
        "{'bucket':'b','addressingStyle':'x'} | ARTIFACT_REPOSITORY_INVALID | addressingStyle",
        "{'bucket':'b','encryptionOptions':{'enableEncryption':true}} | ARTIFACT_REPOSITORY_INVALID | encryptionOptions",
        "{'bucket':'b','roleARN':'arn'} | ARTIFACT_REPOSITORY_INVALID | roleARN",
        "{'bucket':'b','accessKeySecret':{'name':'gone','key':'a'}} | ARTIFACT_CREDENTIALS_MISSING | gone",
      })
  void saysWhatIsWrong(String fields, String code, String text) {
    assertThatThrownBy(() -> settings(fields))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e.problem().kind()).isEqualTo(ProblemClass.CONFIGURATION);
              assertThat(e.problem().message()).contains(text);
              assertThat(e.problem().nextStep()).isNotEmpty();
            });
  }

  private static S3Settings settings(String fields) {
    try {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(fields.replace('\'', '"'));
      return S3Repository.settings(json, SECRETS);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
