package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Fields;
import java.util.ArrayList;
import java.util.List;

/** Where an artifact lies in a store (Argo 4.1.2). */
final class ArtifactLocations {
  /** In the order in which Argo looks for them, with the fields that make a location whole. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("artifactory", "url", "usernameSecret"),
          List.of("azure", "endpoint", "container", "blob"),
          List.of("git", "repo"),
          List.of("gcs", "bucket", "key"),
          List.of("hdfs", "addresses"),
          List.of("http", "url"),
          List.of("oss", "bucket", "endpoint", "key"),
          List.of("raw"),
          List.of("s3", "endpoint", "bucket", "key"),
          List.of("plugin", "name", "configuration", "key"));

  private ArtifactLocations() {}

  static boolean hasLocationOrKey(JsonNode artifact) {
    for (List<String> kind : KINDS) {
      JsonNode location = artifact.get(kind.get(0));
      if (location != null && location.isObject()) {
        return isWhole(location, kind) || hasKey(location, kind.get(0));
      }
    }
    return false;
  }

  private static boolean isWhole(JsonNode location, List<String> kind) {
    for (String field : kind.subList(1, kind.size())) {
      JsonNode value = location.get(field);
      if (value == null || value.isNull() || value.isTextual() && value.asText().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasKey(JsonNode location, String kind) {
    return switch (kind) {
      case "azure" -> !Fields.textOrEmpty(location, "blob").isEmpty();
      case "hdfs" -> !Fields.textOrEmpty(location, "path").isEmpty();
      case "artifactory", "http" -> !Fields.textOrEmpty(location, "url").isEmpty();
      case "git", "raw" -> false;
      default -> !Fields.textOrEmpty(location, "key").isEmpty();
    };
  }

  /** What is wrong with a location; {@code prefix} names it in the messages. */
  static List<String> errors(String prefix, JsonNode artifact) {
    List<String> errors = new ArrayList<>();
    JsonNode git = artifact.path("git");
    if (git.isObject() && Fields.textOrEmpty(git, "repo").isEmpty()) {
      errors.add(prefix + ".git.repo is required");
    }
    JsonNode hdfs = artifact.path("hdfs");
    if (hdfs.isObject()) {
      hdfsErrors(prefix + ".hdfs", hdfs, errors);
    }
    return errors;
  }

  private static void hdfsErrors(String prefix, JsonNode hdfs, List<String> errors) {
    String path = Fields.textOrEmpty(hdfs, "path");
    if (hdfs.path("addresses").isEmpty()) {
      errors.add(prefix + ".addresses is required");
    }
    if (path.isEmpty()) {
      errors.add(prefix + ".path is required");
    } else if (!path.startsWith("/")) {
      errors.add(prefix + ".path must be a absolute file path");
    }
    if (Fields.textOrEmpty(hdfs, "hdfsUser").isEmpty()
        && !hdfs.hasNonNull("krbCCacheSecret")
        && !hdfs.hasNonNull("krbKeytabSecret")) {
      errors.add(
          "either %1$s.hdfsUser, %1$s.krbCCacheSecret or %1$s.krbKeytabSecret is required"
              .formatted(prefix));
    }
  }
}
