package io.argobuild.core.artifact.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3ArtifactStoreTest extends S3ArtifactStoreContract {
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  S3Settings bucket(String name) {
    return server.bucket(name);
  }
}
