package io.argobuild.core.artifact.s3;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.ProviderException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What it means when no answer came. */
final class ConnectionProblems {
  private final S3Settings settings;

  ConnectionProblems(S3Settings settings) {
    this.settings = settings;
  }

  Problem of(Throwable error, Place at) {
    if (cause(error, CertificateException.class).isPresent()
        || cause(error, SSLPeerUnverifiedException.class).isPresent()) {
      return new Problem(
          "ARTIFACT_STORE_UNTRUSTED",
          ProblemClass.CONFIGURATION,
          "the certificate of " + settings.endpoint() + " is not trusted: " + innermost(error),
          at,
          "Give the certificate of its authority by caSecret, and the host name that it is for");
    }
    if (isPlain(error)) {
      return new Problem(
          "ARTIFACT_ENDPOINT_WRONG",
          ProblemClass.CONFIGURATION,
          "what answers at " + settings.endpoint() + " does not speak TLS",
          at,
          "Set insecure to true, or begin the endpoint with http://");
    }
    if (cause(error, UnknownHostException.class).isPresent()) {
      return unreachable("nobody knows the address of " + settings.endpoint().getHost(), at);
    }
    if (cause(error, ConnectException.class).isPresent()
        || cause(error, NoRouteToHostException.class).isPresent()) {
      return unreachable(settings.endpoint() + " takes no connection: " + innermost(error), at);
    }
    if (cause(error, ProviderException.class).isPresent()) {
      return noCredentials(error, at);
    }
    if (error instanceof IllegalArgumentException) {
      return new Problem(
          "ARTIFACT_REPOSITORY_INVALID",
          ProblemClass.CONFIGURATION,
          innermost(error),
          at,
          "Correct bucket, region and endpoint of the repository");
    }
    if (cause(error, IOException.class).isPresent()) {
      return lost(innermost(error), at);
    }
    return new Problem(
        "ARTIFACT_STORE_FAILED", ProblemClass.INTERNAL, String.valueOf(error), at, "");
  }

  Problem lost(String why, Place at) {
    return new Problem(
        "ARTIFACT_CONNECTION_LOST",
        ProblemClass.TRANSIENT,
        "the connection to " + settings.endpoint() + " broke off: " + why,
        at,
        "");
  }

  private static Problem unreachable(String message, Place at) {
    return new Problem(
        "ARTIFACT_STORE_UNREACHABLE",
        ProblemClass.TRANSIENT,
        message,
        at,
        "See whether the store runs and this machine reaches it; else correct the endpoint");
  }

  private static Problem noCredentials(Throwable error, Place at) {
    return new Problem(
        "ARTIFACT_CREDENTIALS_MISSING",
        ProblemClass.CONFIGURATION,
        "this machine has no credentials for the store: " + innermost(error),
        at,
        "Give accessKeySecret and secretKeySecret, or set AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY");
  }

  /** Java has no exception of its own for a server that answers TLS with plain text. */
  private static boolean isPlain(Throwable error) {
    return cause(error, SSLException.class)
        .map(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
        .filter(
            text ->
                text.contains("unsupported or unrecognized ssl message")
                    || text.contains("plaintext connection"))
        .isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable error, Class<T> type) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return Optional.of(type.cast(e));
      }
    }
    return Optional.empty();
  }

  private static String innermost(Throwable error) {
    Throwable last = error;
    for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
      last = e;
    }
    String message = last.getMessage();
    return message == null || message.isEmpty() ? last.getClass().getSimpleName() : message;
  }
}
