package io.argobuild.core.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The artifact repository that a build gives its runs; texts are empty where nothing was given.
 *
 * @param endpoint {@code host:port}, or with {@code http://} before it; empty for AWS
 * @param bucket empty for no repository: then that of the manifests counts, with the keys given
 *     here where its Secrets are missing
 * @param keyFormat as in Argo's repositories
 * @param accessKey empty for what this machine has, as the tools of AWS look for it
 * @param addressing {@code auto}, {@code path} or {@code virtual-hosted}
 * @param caFile PEM; null for the authorities of the Java runtime
 * @param createBucket whether the bucket is made when it isn't there
 * @param allVersions whether GC takes all versions in a versioned bucket
 * @param folderOnly whether repositories of manifests are left alone, and artifacts go to the
 *     folder
 */
public record RepositoryOptions(
    String endpoint,
    String region,
    String bucket,
    String keyFormat,
    String accessKey,
    String secretKey,
    String sessionToken,
    String addressing,
    @Nullable Path caFile,
    boolean createBucket,
    boolean allVersions,
    boolean folderOnly) {

  /** That of the manifests, else the folder. */
  public static final RepositoryOptions NONE =
      new RepositoryOptions("", "", "", "", "", "", "", "", null, false, false, false);

  /** The folder, whatever the manifests say. */
  public static final RepositoryOptions FOLDER =
      new RepositoryOptions("", "", "", "", "", "", "", "", null, false, false, true);

  /** A bucket with keys. */
  public static RepositoryOptions bucket(
      String endpoint, String bucket, String accessKey, String secretKey) {
    return new RepositoryOptions(
        endpoint, "", bucket, "", accessKey, secretKey, "", "", null, false, false, false);
  }

  public boolean isGiven() {
    return !bucket.isEmpty();
  }

  /** Without what must not be seen. */
  @Override
  public String toString() {
    return "RepositoryOptions["
        + endpoint
        + ", bucket="
        + bucket
        + ", folderOnly="
        + folderOnly
        + "]";
  }
}
