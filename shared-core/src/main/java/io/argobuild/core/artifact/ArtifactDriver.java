package io.argobuild.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Kinds of places, in the order in which Argo 4.1.2 picks one when several are given. */
public enum ArtifactDriver {
  ARTIFACTORY("artifactory", "url", Use.NONE),
  AZURE("azure", "blob", Use.NONE),
  GIT("git", "", Use.NONE),
  GCS("gcs", "key", Use.NONE),
  HDFS("hdfs", "path", Use.NONE),
  HTTP("http", "url", Use.NONE),
  OSS("oss", "key", Use.NONE),
  RAW("raw", "", Use.INPUT),
  S3("s3", "key", Use.INPUT_AND_OUTPUT),
  PLUGIN("plugin", "key", Use.NONE);

  /** What this version can do with the artifacts of a driver. */
  public enum Use {
    NONE,
    INPUT,
    INPUT_AND_OUTPUT
  }

  private final String field;
  private final String keyField;
  private final Use use;

  ArtifactDriver(String field, String keyField, Use use) {
    this.field = field;
    this.keyField = keyField;
    this.use = use;
  }

  /** The artifact's field. */
  public String field() {
    return field;
  }

  /** The field that holds the key; empty when artifacts of this driver have none. */
  String keyField() {
    return keyField;
  }

  /** Whether the key is the path of an address. */
  boolean keyInUrl() {
    return this == HTTP || this == ARTIFACTORY;
  }

  public Use use() {
    return use;
  }

  /** Whether Argo can delete what is stored there. */
  public boolean canDelete() {
    return switch (this) {
      case S3, GCS, OSS, AZURE, PLUGIN -> true;
      case HTTP, ARTIFACTORY, HDFS, GIT, RAW -> false;
    };
  }

  /** The driver of an artifact, a repository or an archive location; empty when none is given. */
  public static Optional<ArtifactDriver> of(JsonNode location) {
    for (ArtifactDriver driver : values()) {
      JsonNode value = location.get(driver.field);
      if (value != null && value.isObject()) {
        return Optional.of(driver);
      }
    }
    return Optional.empty();
  }
}
