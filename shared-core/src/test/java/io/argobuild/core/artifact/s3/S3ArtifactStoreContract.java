package io.argobuild.core.artifact.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.ArtifactStoreContract;
import io.argobuild.core.artifact.UploadForm;
import io.minio.CreateMultipartUploadArgs;
import io.minio.MinioAsyncClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every S3 store does besides, seen by the SDK and by plain HTTP as pods use it. */
abstract class S3ArtifactStoreContract extends ArtifactStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private ArtifactStore store;
  private S3Settings settings;

  /** A bucket of this name, to be created. */
  abstract S3Settings bucket(String name);

  @BeforeEach
  void open() {
    settings = bucket("contract-" + UUID.randomUUID());
    store = S3ArtifactStore.open(settings);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected void upload(URI address, byte[] content) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    assertThat(answer(request).statusCode()).isEqualTo(200);
  }

  @Override
  protected byte[] download(URI address) throws IOException {
    HttpResponse<byte[]> answer = answer(HttpRequest.newBuilder(address).build());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAddressLetsOneDoNothingElse() throws IOException {
    ArtifactKey key = new ArtifactKey("wf/a");
    write("wf/a", "content");
    URI get = store().presignGet(key, HOUR);

    HttpRequest write =
        HttpRequest.newBuilder(get).PUT(HttpRequest.BodyPublishers.ofString("other")).build();
    HttpRequest elsewhere =
        HttpRequest.newBuilder(URI.create(get.toString().replace("/wf/a?", "/wf/b?"))).build();

    assertThat(answer(write).statusCode()).isEqualTo(403);
    assertThat(answer(elsewhere).statusCode()).isIn(403, 404);
    assertThat(read(key)).isEqualTo("content");
  }

  @Test
  void aFormWritesBelowItsFolderAndNowhereElse() throws IOException {
    UploadForm form = store().presignForm(new ArtifactKey("wf/folder/"), HOUR).orElseThrow();

    assertThat(post(form, "wf/folder/a b/ü.txt", "one")).isBetween(200, 299);
    assertThat(post(form, "wf/other", "two")).isBetween(400, 499);

    assertThat(keys("")).containsExactly("wf/folder/a b/ü.txt");
    assertThat(read(new ArtifactKey("wf/folder/a b/ü.txt"))).isEqualTo("one");
    assertThat(form.toString()).doesNotContain(form.fields().get("policy"));
  }

  private int post(UploadForm form, String key, String content) throws IOException {
    String boundary = "boundary-of-the-form";
    StringBuilder body = new StringBuilder();
    form.fields().forEach((name, value) -> part(body, boundary, name, value));
    part(body, boundary, "key", key);
    body.append("--").append(boundary).append("\r\n");
    body.append("Content-Disposition: form-data; name=\"file\"; filename=\"upload\"\r\n\r\n");
    body.append(content).append("\r\n--").append(boundary).append("--\r\n");
    HttpRequest request =
        HttpRequest.newBuilder(form.address())
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), UTF_8))
            .build();
    return answer(request).statusCode();
  }

  private static void part(StringBuilder body, String boundary, String name, String value) {
    body.append("--").append(boundary).append("\r\n");
    body.append("Content-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n");
    body.append(value).append("\r\n");
  }

  @Test
  void aFormNeedsAFolder() {
    assertThatThrownBy(() -> store().presignForm(new ArtifactKey("wf/a"), HOUR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void uploadsInPartsThatNeverEndedAreAborted() throws Exception {
    S3Credentials.Keys keys = (S3Credentials.Keys) settings.credentials();
    try (MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(settings.endpoint().toString())
            .region("us-east-1")
            .credentials(keys.accessKey(), keys.secretKey())
            .build()) {
      for (String key : new String[] {"wf/a", "wf/a", "wf/ab"}) {
        client
            .createMultipartUpload(
                CreateMultipartUploadArgs.builder().bucket(settings.bucket()).object(key).build())
            .get();
      }
    }

    assertThat(store().abortUploads(new ArtifactKey("wf/a"))).isEqualTo(2);
    assertThat(store().abortUploads(new ArtifactKey("wf/a"))).isZero();
    assertThat(store().abortUploads(new ArtifactKey("other/"))).isZero();
    assertThat(store().abortUploads(new ArtifactKey("wf/"))).isEqualTo(1);
  }

  @Test
  void itsDescriptionNamesTheBucketAndNoCredential() {
    S3Credentials.Keys keys = (S3Credentials.Keys) settings.credentials();

    assertThat(store().description())
        .contains(settings.bucket(), settings.endpoint().toString())
        .doesNotContain(keys.accessKey(), keys.secretKey());
    assertThat(settings.toString()).doesNotContain(keys.secretKey());
    assertThat(Map.of("a", keys).toString()).doesNotContain(keys.secretKey());
  }
}
