package io.argobuild.core.artifact.s3;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the errors of a store and of its client mean to the people who use it. */
final class S3Problems {
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidSecurity",
          "CredentialsNotSupported",
          "TokenRefreshRequired");

  private static final Set<String> FULL =
      Set.of(
          "QuotaExceeded",
          "XMinioAdminBucketQuotaExceeded",
          "XMinioStorageFull",
          "StorageFull",
          "InsufficientCapacity",
          "ServiceQuotaExceededException");

  private static final Set<String> BUSY =
      Set.of(
          "SlowDown",
          "SlowDownRead",
          "SlowDownWrite",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "TooManyRequests",
          "OperationAborted",
          "Busy");

  private static final Set<String> PASSING =
      Set.of(
          "InternalError",
          "ServiceUnavailable",
          "RequestTimeout",
          "RequestError",
          "IncompleteBody");

  private static final Set<String> ELSEWHERE =
      Set.of("PermanentRedirect", "Redirect", "TemporaryRedirect", "AuthorizationHeaderMalformed");

  private final S3Settings settings;

  S3Problems(S3Settings settings) {
    this.settings = settings;
  }

  ProblemException exception(Throwable error, S3Right right, Place at) {
    if (error instanceof ProblemException known) {
      return known;
    }
    return new ProblemException(of(error, right, at), error);
  }

  /**
   * @param right what the request needed
   */
  Problem of(Throwable error, S3Right right, Place at) {
    if (error instanceof ErrorResponseException answered) {
      ErrorResponse answer = answered.errorResponse();
      return ofAnswer(text(answer.code()), text(answer.message()), status(answered), right, at);
    }
    if (error instanceof ServerException server) {
      return ofStatus(server.statusCode(), "", text(server.getMessage()), at);
    }
    if (error instanceof InvalidResponseException) {
      return ofForeignAnswer(text(error.getMessage()), at);
    }
    if (error instanceof XmlParserException) {
      return new ConnectionProblems(settings).lost("the answer broke off", at);
    }
    if (error instanceof MinioException && error.getCause() != null) {
      return of(error.getCause(), right, at);
    }
    return new ConnectionProblems(settings).of(error, at);
  }

  private static int status(ErrorResponseException answered) {
    return answered.response() == null ? 0 : answered.response().code();
  }

  /**
   * By what a store answered, also for one object of a batch.
   *
   * @param status 0 when there is none of its own
   */
  Problem ofAnswer(String code, String message, int status, S3Right right, Place at) {
    String said = "the store said " + code + (message.isEmpty() ? "" : ": " + message);
    if (code.equals("NoSuchKey") || code.equals("NoSuchVersion") || code.equals("NoSuchUpload")) {
      return new Problem(
          "ARTIFACT_NOT_FOUND", ProblemClass.NOT_FOUND, "there is no such object", at, "");
    }
    if (code.equals("NoSuchBucket")) {
      return new Problem(
          "ARTIFACT_BUCKET_MISSING",
          ProblemClass.NOT_FOUND,
          "there is no bucket '" + settings.bucket() + "'",
          at,
          "Correct the bucket's name, create it, or have it created with createBucketIfNotPresent");
    }
    if (isLock(code, message)) {
      return new Problem(
          "ARTIFACT_LOCKED",
          ProblemClass.PERMISSION,
          "the object is locked: " + said,
          at,
          "Wait until its retention is over, or remove the legal hold");
    }
    if (code.equals("AccessDenied")
        || code.equals("AllAccessDisabled")
        || status == 403 && isNone(code)) {
      return denied(said, right, at);
    }
    if (BAD_CREDENTIALS.contains(code)) {
      return new Problem(
          "ARTIFACT_CREDENTIALS_REFUSED",
          ProblemClass.CONFIGURATION,
          "the store does not take the credentials: " + said,
          at,
          "Check access key, secret key and session token of the repository");
    }
    return ofOtherAnswer(code, message, status, said, at);
  }

  private Problem ofOtherAnswer(String code, String message, int status, String said, Place at) {
    if (code.equals("RequestTimeTooSkewed") || code.equals("RequestExpired")) {
      return new Problem(
          "ARTIFACT_CLOCK_SKEW",
          ProblemClass.CONFIGURATION,
          "the clocks of this machine and of the store differ too much: " + said,
          at,
          "Set the clock of this machine; a time service keeps it right");
    }
    if (FULL.contains(code)) {
      return new Problem(
          "ARTIFACT_STORE_FULL",
          ProblemClass.INTERNAL,
          "the store takes no more: " + said,
          at,
          "Make room or raise the quota, and run again");
    }
    if (ELSEWHERE.contains(code)) {
      return new Problem(
          "ARTIFACT_REGION_WRONG",
          ProblemClass.CONFIGURATION,
          "the bucket is in another region: " + said,
          at,
          "Set the repository's region, or the endpoint of the bucket's region");
    }
    if (BUSY.contains(code) || PASSING.contains(code)) {
      return ofStatus(BUSY.contains(code) ? 503 : 500, code, message, at);
    }
    if (status >= 500 || status == 429 || status == 408) {
      return ofStatus(status, code, message, at);
    }
    return new Problem(
        "ARTIFACT_STORE_FAILED", ProblemClass.INTERNAL, said, at, "Ask whoever runs the store");
  }

  private Problem denied(String said, S3Right right, Place at) {
    String who =
        settings.credentials() instanceof S3Credentials.Keys keys
            ? "access key " + keys.accessKey()
            : "the user of this build";
    return new Problem(
        "ARTIFACT_STORE_DENIED",
        ProblemClass.PERMISSION,
        right.verb() + " is not allowed: " + said,
        at,
        "Give "
            + who
            + " the right "
            + right.policyName()
            + " on bucket '"
            + settings.bucket()
            + "'");
  }

  private static boolean isNone(String code) {
    return code.isEmpty() || code.equals("Forbidden");
  }

  /** AWS and MinIO have no code for it; they tell it in their messages alone. */
  private static boolean isLock(String code, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return code.equals("ObjectLocked")
        || words.contains("worm protected")
        || words.contains("object lock")
        || words.contains("object protected by")
        || words.contains("legal hold");
  }

  private static Problem ofStatus(int status, String code, String message, Place at) {
    boolean busy = status == 503 || status == 429;
    String said = code.isEmpty() ? "HTTP status " + status : code;
    return new Problem(
        busy ? "ARTIFACT_STORE_BUSY" : "ARTIFACT_STORE_UNAVAILABLE",
        ProblemClass.TRANSIENT,
        (busy ? "the store has too much to do" : "the store failed")
            + " ("
            + said
            + (message.isEmpty() ? ")" : "): " + message),
        at,
        "");
  }

  /** An answer that no store gives: from a proxy before it, or from something else. */
  private Problem ofForeignAnswer(String message, Place at) {
    String words = message.toLowerCase(Locale.ROOT);
    for (int status : new int[] {429, 500, 502, 503, 504}) {
      if (words.contains("response code: " + status)) {
        return ofStatus(status, "", "", at);
      }
    }
    return new Problem(
        "ARTIFACT_ENDPOINT_WRONG",
        ProblemClass.CONFIGURATION,
        "what answers at " + settings.endpoint() + " is no S3 store",
        at,
        "Set the endpoint of the store's S3 interface, not of its web page");
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
