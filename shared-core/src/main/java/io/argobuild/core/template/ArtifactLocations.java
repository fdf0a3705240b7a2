package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Whether an artifact says where it is (Argo 4.1.2 {@code HasLocationOrKey}). */
final class ArtifactLocations {
  private static final List<String> DRIVERS_WITH_KEY =
      List.of("artifactory", "azure", "gcs", "hdfs", "http", "oss", "s3", "plugin", "git");

  private ArtifactLocations() {}

  static boolean isGiven(ObjectNode artifact) {
    if (artifact.path("raw").isObject()) {
      return true;
    }
    for (String driver : DRIVERS_WITH_KEY) {
      JsonNode location = artifact.get(driver);
      if (location != null && location.isObject() && !location.isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
