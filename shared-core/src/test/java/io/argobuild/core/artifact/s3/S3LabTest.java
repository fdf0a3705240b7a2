package io.argobuild.core.artifact.s3;

class S3LabTest extends S3ArtifactStoreContract {

  @Override
  S3Settings bucket(String name) {
    return S3Lab.bucket(name);
  }
}
