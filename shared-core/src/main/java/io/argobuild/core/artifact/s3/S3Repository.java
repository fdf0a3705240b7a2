package io.argobuild.core.artifact.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.SecretTexts;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads where a bucket is out of the field {@code s3} of a repository or artifact. */
public final class S3Repository {
  private static final String AWS = "s3.amazonaws.com";

  private final ObjectNode fields;
  private final SecretTexts secrets;
  private final Place at;

  private S3Repository(ObjectNode fields, SecretTexts secrets) {
    this.fields = fields;
    this.secrets = secrets;
    this.at = new Place.At("artifact repository s3://" + Fields.textOrEmpty(fields, "bucket"));
  }

  /**
   * @param fields Argo's, of version 4.1.2, and {@code allVersions}
   * @throws ProblemException {@code ARTIFACT_REPOSITORY_INVALID} for what is missing or can't be
   *     done, {@code ARTIFACT_CREDENTIALS_MISSING} for a Secret that isn't there
   */
  public static S3Settings settings(ObjectNode fields, SecretTexts secrets) {
    S3Repository repository = new S3Repository(fields, secrets);
    repository.refuseUnsupported();
    return new S3Settings(
        repository.endpoint(),
        Fields.textOrEmpty(fields, "region"),
        repository.bucket(),
        repository.addressing(),
        repository.secret("caSecret"),
        repository.credentials(),
        fields.path("createBucketIfNotPresent").isObject(),
        Fields.flag(fields, "allVersions"));
  }

  private void refuseUnsupported() {
    if (fields.path("encryptionOptions").isObject()
        && !fields.path("encryptionOptions").isEmpty()) {
      throw invalid(
          "encryptionOptions can't be had, as pods write by addresses that can't ask for it",
          "Set the encryption as the default of the bucket");
    }
    if (!Fields.textOrEmpty(fields, "roleARN").isEmpty()) {
      throw invalid(
          "roleARN can't be had",
          "Give keys of that role by Secrets, with its sessionTokenSecret, or by the environment");
    }
  }

  private String bucket() {
    String bucket = Fields.textOrEmpty(fields, "bucket");
    if (bucket.isEmpty()) {
      throw invalid("it has no bucket", "Give bucket");
    }
    return bucket;
  }

  private URI endpoint() {
    String given = Fields.textOrEmpty(fields, "endpoint");
    String text = given.isEmpty() ? AWS : given;
    boolean insecure = Fields.flag(fields, "insecure");
    try {
      URI uri = new URI(text.contains("://") ? text : (insecure ? "http://" : "https://") + text);
      String path = uri.getPath();
      boolean bare = path == null || path.isEmpty() || path.equals("/");
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (uri.getHost() != null && bare && http && uri.getUserInfo() == null) {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
      }
    } catch (URISyntaxException e) {
      throw invalid("the endpoint '" + text + "' is none: " + e.getReason(), HOST_AND_PORT);
    }
    throw invalid("the endpoint '" + text + "' is none", HOST_AND_PORT);
  }

  private static final String HOST_AND_PORT = "Write it as host:port, such as minio:9000";

  private S3Settings.Addressing addressing() {
    String style = Fields.textOrEmpty(fields, "addressingStyle").toLowerCase(Locale.ROOT);
    return switch (style) {
      case "", "auto" -> S3Settings.Addressing.AUTO;
      case "path" -> S3Settings.Addressing.PATH;
      case "virtual-hosted" -> S3Settings.Addressing.VIRTUAL_HOSTED;
      default ->
          throw invalid(
              "the addressingStyle '" + style + "' is unknown", "Use auto, path or virtual-hosted");
    };
  }

  private S3Credentials credentials() {
    String accessKey = secret("accessKeySecret");
    String secretKey = secret("secretKeySecret");
    if (accessKey.isEmpty() && secretKey.isEmpty()) {
      return new S3Credentials.Ambient();
    }
    return new S3Credentials.Keys(accessKey, secretKey, secret("sessionTokenSecret"));
  }

  /** The text that a selector names; empty when there is no selector. */
  private String secret(String field) {
    JsonNode selector = fields.path(field);
    String name = Fields.textOrEmpty(selector, "name");
    String key = Fields.textOrEmpty(selector, "key");
    if (name.isEmpty()) {
      return "";
    }
    return secrets
        .text(name, key)
        .map(String::strip)
        .or(() -> Fields.flag(selector, "optional") ? Optional.of("") : Optional.empty())
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(
                        "ARTIFACT_CREDENTIALS_MISSING",
                        ProblemClass.CONFIGURATION,
                        "there is no key '" + key + "' in a Secret '" + name + "'",
                        at,
                        "Secrets are not recorded: give the manifest with it, or keys by"
                            + " settings.xml (argo.repository.server) or AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY")));
  }

  private ProblemException invalid(String message, String nextStep) {
    return new ProblemException(
        new Problem(
            "ARTIFACT_REPOSITORY_INVALID", ProblemClass.CONFIGURATION, message, at, nextStep));
  }
}
