package io.argobuild.core.retry;

import java.util.List;

/** Messages of errors that may pass (Argo 4.1.2). */
public final class TransientErrors {
  private static final List<String> PARTS =
      List.of(
          "unexpected error when reading response body",
          "stream error when reading response body",
          "Connection closed by foreign host",
          "net/http: TLS handshake timeout",
          "i/o timeout",
          "connection timed out",
          "connection reset by peer",
          "http2: client connection lost",
          "http2: server sent GOAWAY and closed the connection",
          "request did not complete within requested timeout",
          "connect: connection refused",
          "invalid connection",
          "etcdserver: leader changed",
          "etcdserver: request timed out",
          "etcdserver: too many requests",
          "client rate limiter Wait returned an error",
          "upper: no more rows in");

  private TransientErrors() {}

  public static boolean isTransient(String message) {
    return PARTS.stream().anyMatch(message::contains);
  }
}
