package io.argobuild.core.artifact.s3;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.UploadForm;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.minio.AbortMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MakeBucketArgs;
import io.minio.ObjectWriteResponse;
import io.minio.PostPolicy;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.Contents;
import io.minio.messages.ListBucketResultV2;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A bucket of an S3 store. What failed for a passing reason is tried again for some seconds, except
 * deletions, whose callers know how long theirs may take.
 */
public final class S3ArtifactStore implements ArtifactStore {
  /** The limit of signatures. */
  static final Duration LONGEST = Duration.ofDays(7);

  private static final int PAGE = 1000;

  private final S3Settings settings;
  private final S3Requests requests;
  private final S3Deletion deletion;

  private S3ArtifactStore(S3Settings settings, S3Retry retry) {
    this.settings = settings;
    this.requests = new S3Requests(settings, retry);
    this.deletion = new S3Deletion(settings, requests);
  }

  /** Nothing is asked of the store yet, unless its bucket may have to be made. */
  public static S3ArtifactStore open(S3Settings settings) {
    return open(settings, S3Retry.usual(new SecureRandom()));
  }

  public static S3ArtifactStore open(S3Settings settings, S3Retry retry) {
    S3ArtifactStore store = new S3ArtifactStore(settings, retry);
    if (settings.createBucket()) {
      store.createBucket();
    }
    return store;
  }

  private void createBucket() {
    Place at = new Place.At(description());
    try {
      requests.send(
          S3Right.CREATE_BUCKET,
          at,
          client -> client.makeBucket(MakeBucketArgs.builder().bucket(settings.bucket()).build()));
    } catch (ProblemException e) {
      // Who may not make buckets may still use one that is there.
      String said = e.problem().message();
      boolean there =
          said.contains("BucketAlreadyOwnedByYou") || said.contains("BucketAlreadyExists");
      if (!there && e.problem().kind() != ProblemClass.PERMISSION) {
        close();
        throw e;
      }
    }
  }

  @Override
  public String description() {
    return "s3://" + settings.bucket() + " at " + settings.endpoint();
  }

  private Place place(ArtifactKey key) {
    return new Place.At(description() + ", key '" + key + "'");
  }

  @Override
  public URI presignGet(ArtifactKey key, Duration validity) {
    return presigned(Http.Method.GET, S3Right.GET, key, validity);
  }

  @Override
  public URI presignPut(ArtifactKey key, Duration validity) {
    return presigned(Http.Method.PUT, S3Right.PUT, key, validity);
  }

  private URI presigned(Http.Method method, S3Right right, ArtifactKey key, Duration validity) {
    int seconds = (int) Math.max(1, shortened(validity).toSeconds());
    String address =
        requests.send(
            right,
            place(key),
            client ->
                CompletableFuture.completedFuture(
                    client.getPresignedObjectUrl(
                        GetPresignedObjectUrlArgs.builder()
                            .method(method)
                            .bucket(settings.bucket())
                            .object(key.text())
                            .expiry(seconds)
                            .build())));
    return URI.create(address);
  }

  private static Duration shortened(Duration validity) {
    return validity.compareTo(LONGEST) < 0 ? validity : LONGEST;
  }

  @Override
  public Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity) {
    if (!folder.isFolder()) {
      throw new IllegalArgumentException("not a folder: " + folder);
    }
    if (settings.credentials() instanceof S3Credentials.Anonymous) {
      return Optional.empty();
    }
    PostPolicy policy =
        new PostPolicy(
            settings.bucket(), ZonedDateTime.now(ZoneOffset.UTC).plus(shortened(validity)));
    policy.addStartsWithCondition("key", folder.text());
    Map<String, String> fields =
        requests.send(
            S3Right.PUT,
            place(folder),
            client -> CompletableFuture.completedFuture(client.getPresignedPostFormData(policy)));
    return Optional.of(new UploadForm(bucketAddress(), fields));
  }

  /** The address of the bucket, as the client would write it. */
  private URI bucketAddress() {
    String any = presignGet(new ArtifactKey("x"), Duration.ofMinutes(1)).toString();
    String object = any.substring(0, any.indexOf('?'));
    return URI.create(object.substring(0, object.length() - 1));
  }

  @Override
  public Optional<StoredObject> head(ArtifactKey key) {
    if (key.isFolder()) {
      return Optional.empty();
    }
    try {
      StatObjectResponse found =
          requests.send(
              S3Right.GET,
              place(key),
              client ->
                  client.statObject(
                      StatObjectArgs.builder()
                          .bucket(settings.bucket())
                          .object(key.text())
                          .build()));
      return Optional.of(new StoredObject(key, found.size(), bareTag(found.etag())));
    } catch (ProblemException e) {
      if (e.problem().code().equals("ARTIFACT_NOT_FOUND")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public InputStream open(ArtifactKey key) {
    return requests.send(
        S3Right.GET,
        place(key),
        client ->
            client
                .getObject(
                    GetObjectArgs.builder().bucket(settings.bucket()).object(key.text()).build())
                .thenApply(object -> object));
  }

  /** Not tried again: what was read of the content is gone. */
  @Override
  public StoredObject write(ArtifactKey key, InputStream content, long size) {
    ObjectWriteResponse written =
        requests.sendOnce(
            S3Right.PUT,
            place(key),
            client ->
                client.putObject(
                    PutObjectArgs.builder().bucket(settings.bucket()).object(key.text()).stream(
                            content, size, -1L)
                        .build()));
    return new StoredObject(key, size, bareTag(written.etag()));
  }

  @Override
  public int maxDeleteBatch() {
    return S3Deletion.BATCH;
  }

  @Override
  public List<DeleteOutcome> delete(List<ArtifactKey> keys) {
    return deletion.delete(keys);
  }

  /** Objects whose keys are none for artifacts are left out; nobody here can have written them. */
  @Override
  public Stream<StoredObject> list(String prefix) {
    Place at = new Place.At(description() + ", prefix '" + prefix + "'");
    return S3Pages.<StoredObject, String>stream(
        token -> {
          ListObjectsV2Args.Builder args =
              ListObjectsV2Args.builder()
                  .bucket(settings.bucket())
                  .prefix(prefix)
                  .encodingType("url")
                  .maxKeys(PAGE);
          if (token != null) {
            args.continuationToken(token);
          }
          ListBucketResultV2 page =
              requests
                  .send(S3Right.LIST, at, client -> client.listObjectsV2(args.build()))
                  .result();
          return new S3Pages.Page<>(
              page.contents().stream()
                  .peek(found -> found.setEncodingType(page.encodingType()))
                  .flatMap(S3ArtifactStore::object)
                  .toList(),
              page.isTruncated() ? page.nextContinuationToken() : null);
        });
  }

  private static Stream<StoredObject> object(Contents found) {
    String key = found.objectName();
    return ArtifactKey.check(key).isPresent()
        ? Stream.empty()
        : Stream.of(new StoredObject(new ArtifactKey(key), found.size(), bareTag(found.etag())));
  }

  @Override
  public int abortUploads(ArtifactKey key) {
    Set<UploadListing.Upload> found = new LinkedHashSet<>(uploads(key.text()));
    found.removeIf(upload -> !key.isFolder() && !upload.key().equals(key.text()));
    if (found.isEmpty() && key.isFolder()) {
      // MinIO lists those of one key, or all.
      found.addAll(uploads(""));
      found.removeIf(upload -> !upload.key().startsWith(key.text()));
    }
    for (UploadListing.Upload upload : found) {
      requests.send(
          S3Right.ABORT_UPLOAD,
          place(key),
          client ->
              client.abortMultipartUpload(
                  AbortMultipartUploadArgs.builder()
                      .bucket(settings.bucket())
                      .object(upload.key())
                      .uploadId(upload.id())
                      .build()));
    }
    return found.size();
  }

  private List<UploadListing.Upload> uploads(String prefix) {
    Place at = new Place.At(description() + ", uploads below '" + prefix + "'");
    try (Stream<UploadListing.Upload> uploads =
        S3Pages.<UploadListing.Upload, UploadListing.Marker>stream(
            from ->
                requests.send(
                    S3Right.LIST_UPLOADS,
                    at,
                    client -> client.page(settings.bucket(), prefix, from)))) {
      return uploads.toList();
    }
  }

  private static String bareTag(String etag) {
    return etag.replace("\"", "");
  }

  @Override
  public void close() {
    requests.close();
  }
}
