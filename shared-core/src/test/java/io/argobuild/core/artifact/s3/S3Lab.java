package io.argobuild.core.artifact.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;

/**
 * A real MinIO, named by {@code S3_ENDPOINT}, {@code S3_ACCESS_KEY} and {@code S3_SECRET_KEY};
 * tests that need it are skipped where there is none.
 */
public final class S3Lab {
  private static final String ENDPOINT = System.getenv().getOrDefault("S3_ENDPOINT", "");

  private S3Lab() {}

  /** A bucket of this name, to be created. */
  public static S3Settings bucket(String name) {
    assumeTrue(!ENDPOINT.isEmpty(), "no MinIO: S3_ENDPOINT is not set");
    return S3Settings.of(
            URI.create(ENDPOINT),
            name,
            new S3Credentials.Keys(
                System.getenv("S3_ACCESS_KEY"), System.getenv("S3_SECRET_KEY"), ""))
        .withCreateBucket(true);
  }
}
