package io.argobuild.core.artifact.s3;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.minio.MinioAsyncClient;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.ChainedProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Makes the client for a store; see {@link #close}. */
final class S3Client implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration CREDENTIALS = Duration.ofSeconds(3);
  private static final int REQUESTS = 32;
  private static final String USUAL_REGION = "us-east-1";

  private final UploadListing requests;
  private final OkHttpClient http;
  private final ThreadPoolExecutor threads;

  private S3Client(UploadListing requests, OkHttpClient http, ThreadPoolExecutor threads) {
    this.requests = requests;
    this.http = http;
    this.threads = threads;
  }

  static S3Client of(S3Settings settings) {
    Place at = new Place.At("endpoint " + settings.endpoint());
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            REQUESTS,
            REQUESTS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            S3Client::thread);
    threads.allowCoreThreadTimeOut(true);
    OkHttpClient http = http(settings, threads, at);
    try {
      MinioAsyncClient.Builder builder =
          MinioAsyncClient.builder().endpoint(settings.endpoint().toString()).httpClient(http);
      String region = region(settings);
      if (!region.isEmpty()) {
        builder.region(region);
      }
      Provider provider = provider(settings.credentials(), http);
      if (provider != null) {
        builder.credentialsProvider(provider);
      }
      MinioAsyncClient client = builder.build();
      // What is worth another try is for the store to decide; see S3Retry.
      client.setRetry(null, null, null);
      switch (settings.addressing()) {
        case PATH -> client.disableVirtualStyleEndpoint();
        case VIRTUAL_HOSTED -> client.enableVirtualStyleEndpoint();
        case AUTO -> {}
      }
      return new S3Client(new UploadListing(client), http, threads);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem(
              "ARTIFACT_REPOSITORY_INVALID",
              ProblemClass.CONFIGURATION,
              String.valueOf(e.getMessage()),
              at,
              "Correct endpoint and region of the repository"),
          e);
    }
  }

  UploadListing requests() {
    return requests;
  }

  /** The client finds out the regions of AWS; other stores have one, whatever it is called. */
  private static String region(S3Settings settings) {
    if (!settings.region().isEmpty()) {
      return settings.region();
    }
    String host = String.valueOf(settings.endpoint().getHost());
    return host.contains("amazonaws.") ? "" : USUAL_REGION;
  }

  private static OkHttpClient http(S3Settings settings, ThreadPoolExecutor threads, Place at) {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(REQUESTS);
    dispatcher.setMaxRequestsPerHost(REQUESTS);
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            .writeTimeout(ANSWER)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(REQUESTS, 30, TimeUnit.SECONDS))
            .dispatcher(dispatcher);
    if (!settings.caCertificates().isEmpty()) {
      TrustedAuthorities trusted = TrustedAuthorities.with(settings.caCertificates(), at);
      http.sslSocketFactory(trusted.sockets(), trusted.manager());
    }
    return http.build();
  }

  private static @Nullable Provider provider(S3Credentials credentials, OkHttpClient http) {
    if (credentials instanceof S3Credentials.Keys keys) {
      String token = keys.sessionToken();
      return new StaticProvider(keys.accessKey(), keys.secretKey(), token.isEmpty() ? null : token);
    }
    if (credentials instanceof S3Credentials.Anonymous) {
      return null;
    }
    OkHttpClient quick = http.newBuilder().connectTimeout(CREDENTIALS).build();
    return new ChainedProvider(new AwsEnvironmentProvider(), new IamAwsProvider(null, quick));
  }

  /** The JVM may end while connections are kept for later. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "argo-s3");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdown();
    http.connectionPool().evictAll();
  }
}
