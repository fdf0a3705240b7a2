package io.argobuild.core.artifact.s3;

import java.net.URI;

/**
 * Where a bucket is and how it is used.
 *
 * @param endpoint {@code http:} or {@code https:}, without a path
 * @param region empty for the one that fits the endpoint
 * @param caCertificates PEM; trusted besides those of the Java runtime; may be empty
 * @param createBucket whether it is made when it isn't there
 * @param allVersions whether deleting takes all versions of an object, and the marks of deletion
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    Addressing addressing,
    String caCertificates,
    S3Credentials credentials,
    boolean createBucket,
    boolean allVersions) {

  /** Where the bucket stands in addresses. */
  public enum Addressing {
    /** In the host name for AWS and Aliyun, in the path for all others. */
    AUTO,
    PATH,
    VIRTUAL_HOSTED
  }

  /** The usual ones for a bucket. */
  public static S3Settings of(URI endpoint, String bucket, S3Credentials credentials) {
    return new S3Settings(endpoint, "", bucket, Addressing.AUTO, "", credentials, false, false);
  }

  public S3Settings withCaCertificates(String pem) {
    return new S3Settings(
        endpoint, region, bucket, addressing, pem, credentials, createBucket, allVersions);
  }

  public S3Settings withAddressing(Addressing value) {
    return new S3Settings(
        endpoint, region, bucket, value, caCertificates, credentials, createBucket, allVersions);
  }

  public S3Settings withCreateBucket(boolean value) {
    return new S3Settings(
        endpoint, region, bucket, addressing, caCertificates, credentials, value, allVersions);
  }

  public S3Settings withAllVersions(boolean value) {
    return new S3Settings(
        endpoint, region, bucket, addressing, caCertificates, credentials, createBucket, value);
  }
}
