package io.argobuild.core.artifact.s3;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.minio.DeleteObjectsArgs;
import io.minio.ListObjectVersionsArgs;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import io.minio.messages.ListVersionsResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Deletes objects, many a request; with all their versions where that is wanted. */
final class S3Deletion {
  /** The limit of S3. */
  static final int BATCH = 1000;

  private final S3Settings settings;
  private final S3Requests requests;

  S3Deletion(S3Settings settings, S3Requests requests) {
    this.settings = settings;
    this.requests = requests;
  }

  List<DeleteOutcome> delete(List<ArtifactKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<String, Problem> failed =
        settings.allVersions()
            ? deleteVersions(keys)
            : send(keys.stream().map(key -> new DeleteRequest.Object(key.text())).toList());
    List<DeleteOutcome> outcomes = new ArrayList<>(keys.size());
    for (ArtifactKey key : keys) {
      Problem problem = failed.get(key.text());
      outcomes.add(
          problem == null
              ? new DeleteOutcome.Deleted(key)
              : new DeleteOutcome.Failed(key, problem));
    }
    return outcomes;
  }

  /** The objects that could not be deleted. */
  private Map<String, Problem> send(List<DeleteRequest.Object> objects) {
    Place at = new Place.At("s3://" + settings.bucket() + " at " + settings.endpoint());
    DeleteResult result =
        requests
            .sendOnce(
                S3Right.DELETE,
                at,
                client ->
                    client.deleteObjects(
                        DeleteObjectsArgs.builder()
                            .bucket(settings.bucket())
                            .objects(objects)
                            .quiet(true)
                            .build()))
            .result();
    Map<String, Problem> failed = new LinkedHashMap<>();
    for (DeleteResult.Error error : result.errors()) {
      String code = error.code() == null ? "" : error.code();
      // A key without an object is no failure, whatever a store thinks of it.
      if (!code.equals("NoSuchKey") && !code.equals("NoSuchVersion")) {
        failed.put(error.objectName(), problem(error, code));
      }
    }
    return failed;
  }

  private Problem problem(DeleteResult.Error error, String code) {
    String message = error.message() == null ? "" : error.message();
    S3Right right = settings.allVersions() ? S3Right.DELETE_VERSION : S3Right.DELETE;
    Place at =
        new Place.At(
            "s3://"
                + settings.bucket()
                + " at "
                + settings.endpoint()
                + ", key '"
                + error.objectName()
                + "'");
    return requests.problems().ofAnswer(code, message, 0, right, at);
  }

  private Map<String, Problem> deleteVersions(List<ArtifactKey> keys) {
    Map<String, Problem> failed = new LinkedHashMap<>();
    List<DeleteRequest.Object> batch = new ArrayList<>();
    for (Map.Entry<String, Set<String>> group : byFolder(keys).entrySet()) {
      try (Stream<DeleteRequest.Object> versions = versions(group.getKey(), group.getValue())) {
        for (DeleteRequest.Object version : (Iterable<DeleteRequest.Object>) versions::iterator) {
          batch.add(version);
          if (batch.size() == BATCH) {
            failed.putAll(send(List.copyOf(batch)));
            batch.clear();
          }
        }
      }
    }
    if (!batch.isEmpty()) {
      failed.putAll(send(batch));
    }
    return failed;
  }

  /** Keys by a prefix that they share and that few others have; a single key is its own. */
  private static Map<String, Set<String>> byFolder(List<ArtifactKey> keys) {
    Map<String, Set<String>> folders = new TreeMap<>();
    for (ArtifactKey key : keys) {
      String text = key.text();
      String folder = text.substring(0, text.lastIndexOf('/') + 1);
      folders
          .computeIfAbsent(folder.isEmpty() ? text : folder, f -> new LinkedHashSet<>())
          .add(text);
    }
    Map<String, Set<String>> prefixes = new LinkedHashMap<>();
    folders.forEach(
        (folder, members) ->
            prefixes.put(members.size() == 1 ? members.iterator().next() : folder, members));
    return prefixes;
  }

  private record Marker(String key, String version) {}

  private Stream<DeleteRequest.Object> versions(String prefix, Set<String> keys) {
    Place at = new Place.At("s3://" + settings.bucket() + ", prefix '" + prefix + "'");
    Set<String> wanted = new HashSet<>(keys);
    return S3Pages.<DeleteRequest.Object, Marker>stream(
        from -> {
          ListObjectVersionsArgs.Builder args =
              ListObjectVersionsArgs.builder()
                  .bucket(settings.bucket())
                  .prefix(prefix)
                  .encodingType("url")
                  .maxKeys(BATCH);
          if (from != null) {
            args.keyMarker(from.key()).versionIdMarker(from.version());
          }
          ListVersionsResult page =
              requests
                  .send(
                      S3Right.LIST_VERSIONS, at, client -> client.listObjectVersions(args.build()))
                  .result();
          List<DeleteRequest.Object> found =
              Stream.<Item>concat(page.contents().stream(), page.deleteMarkers().stream())
                  .peek(item -> item.setEncodingType(page.encodingType()))
                  .filter(item -> wanted.contains(item.objectName()))
                  .map(item -> new DeleteRequest.Object(item.objectName(), item.versionId()))
                  .toList();
          return new S3Pages.Page<>(
              found,
              page.isTruncated()
                  ? new Marker(page.nextKeyMarker(), page.nextVersionIdMarker())
                  : null);
        });
  }
}
