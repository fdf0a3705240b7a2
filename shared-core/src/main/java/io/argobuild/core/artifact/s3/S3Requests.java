package io.argobuild.core.artifact.s3;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.minio.errors.MinioException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Sends requests and waits for their answers; errors come as problems. */
final class S3Requests implements AutoCloseable {
  private final S3Client client;
  private final S3Problems problems;
  private final S3Retry retry;

  S3Requests(S3Settings settings, S3Retry retry) {
    this.client = S3Client.of(settings);
    this.problems = new S3Problems(settings);
    this.retry = retry;
  }

  /** One request of the client. */
  @FunctionalInterface
  interface Request<T> {
    CompletableFuture<T> send(UploadListing client) throws MinioException;
  }

  S3Problems problems() {
    return problems;
  }

  /** Sends a request, and again when that may help. */
  <T> T send(S3Right right, Place at, Request<T> request) {
    return retry.call(() -> sendOnce(right, at, request));
  }

  <T> T sendOnce(S3Right right, Place at, Request<T> request) {
    CompletableFuture<T> answer;
    try {
      answer = request.send(client.requests());
    } catch (MinioException | RuntimeException e) {
      throw problems.exception(bare(e), right, at);
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw problems.exception(bare(e), right, at);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ProblemException(
          new Problem("ARTIFACT_INTERRUPTED", ProblemClass.TRANSIENT, "interrupted", at, ""), e);
    }
  }

  /** What was thrown, without the wrapping of futures. */
  private static Throwable bare(Throwable error) {
    Throwable bare = error;
    while ((bare instanceof CompletionException || bare instanceof ExecutionException)
        && bare.getCause() != null) {
      bare = bare.getCause();
    }
    return bare;
  }

  @Override
  public void close() {
    client.close();
  }
}
