package io.argobuild.core.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where an artifact is (Argo 4.1.2): a view over the location fields of an artifact, of a
 * template's {@code archiveLocation} or of a repository.
 *
 * @param raw may hold other fields too; never written to
 */
public record ArtifactLocation(ObjectNode raw) {

  public static ArtifactLocation of(Artifact artifact) {
    return new ArtifactLocation(artifact.raw());
  }

  public Optional<ArtifactDriver> driver() {
    return ArtifactDriver.of(raw);
  }

  /** The driver's own fields; empty when there is no driver. */
  public ObjectNode fields() {
    return driver()
        .map(driver -> Fields.objectOrNothing(raw, driver.field()))
        .orElse(Fields.NOTHING);
  }

  /** Whether it says all that is needed to reach the artifact, whatever the repository is. */
  public boolean hasLocation() {
    Optional<ArtifactDriver> driver = driver();
    if (driver.isEmpty()) {
      return false;
    }
    return switch (driver.get()) {
      case S3, OSS -> given("endpoint") && given("bucket") && given("key");
      case GCS -> given("bucket") && given("key");
      case AZURE -> given("endpoint") && given("container") && given("blob");
      case HDFS -> !Fields.texts(fields(), "addresses").isEmpty();
      case HTTP -> given("url");
      case GIT -> given("repo");
      case ARTIFACTORY -> given("url") && fields().path("usernameSecret").isObject();
      case RAW -> true;
      case PLUGIN -> given("name") && given("configuration") && given("key");
    };
  }

  public boolean hasKey() {
    return key().isPresent();
  }

  public boolean hasLocationOrKey() {
    return hasLocation() || hasKey();
  }

  /** The key; empty when there is none, or the driver knows no keys. */
  public Optional<String> key() {
    return driver().flatMap(this::keyOf).filter(key -> !key.isEmpty());
  }

  /** Why there can be no key, in Argo's words; empty when there can. */
  public Optional<String> keyUnsupported() {
    Optional<ArtifactDriver> driver = driver();
    if (driver.isEmpty()) {
      return Optional.of(
          "key unsupported: cannot get key for artifact location, because it is invalid");
    }
    return driver
        .filter(d -> d.keyField().isEmpty())
        .map(d -> "key unsupported: " + d.field() + " artifact does not have a key");
  }

  /** A copy with this key; the driver must be one with keys. */
  public ArtifactLocation withKey(String key) {
    ArtifactDriver driver =
        driver()
            .filter(d -> !d.keyField().isEmpty())
            .orElseThrow(() -> new IllegalStateException(keyUnsupported().orElse("")));
    ObjectNode fields = raw.objectNode();
    fields.setAll(fields());
    fields.put(driver.keyField(), driver.keyInUrl() ? urlWithPath(key) : key);
    ObjectNode copy = raw.objectNode();
    copy.setAll(raw);
    copy.set(driver.field(), fields);
    return new ArtifactLocation(copy);
  }

  /**
   * What is meant by an artifact that gives its key alone: the archive location with that key. An
   * artifact that is complete by itself stays as it is.
   *
   * @param archive a template's archive location, or a repository
   * @throws ProblemException {@code ARTIFACT_LOCATION_MISSING} with Argo's words
   */
  public ArtifactLocation relocatedTo(ArtifactLocation archive) {
    if (hasLocation()) {
      return this;
    }
    ArtifactDriver target =
        archive.driver().orElseThrow(() -> missing("template artifact location not set"));
    keyUnsupported()
        .ifPresent(
            why -> {
              throw missing(why);
            });
    ObjectNode copy = raw.objectNode();
    copy.setAll(raw);
    for (ArtifactDriver driver : ArtifactDriver.values()) {
      copy.remove(driver.field());
    }
    copy.set(target.field(), archive.fields());
    return new ArtifactLocation(copy).withKey(key().orElse(""));
  }

  private ProblemException missing(String message) {
    return new ProblemException(
        new Problem(
            "ARTIFACT_LOCATION_MISSING",
            ProblemClass.CONFIGURATION,
            message,
            new Place.At("artifact '" + Fields.textOrEmpty(raw, "name") + "'"),
            "Give the artifact a key, and the run a repository"));
  }

  /** Only the driver with the key, as statuses record an artifact that the repository holds. */
  public ObjectNode keyOnly(String key) {
    ArtifactDriver driver = driver().orElseThrow();
    ObjectNode copy = raw.objectNode();
    copy.putObject(driver.field()).put(driver.keyField(), key);
    return copy;
  }

  private boolean given(String field) {
    return !Fields.textOrEmpty(fields(), field).isEmpty();
  }

  private Optional<String> keyOf(ArtifactDriver driver) {
    if (driver.keyField().isEmpty()) {
      return Optional.empty();
    }
    String value = Fields.textOrEmpty(fields(), driver.keyField());
    return driver.keyInUrl() ? pathOf(value) : Optional.of(value);
  }

  private static Optional<String> pathOf(String url) {
    try {
      return Optional.ofNullable(new URI(url).getPath());
    } catch (URISyntaxException e) {
      // As in Argo, a place that can't be read has no key; lint tells the user why.
      return Optional.empty();
    }
  }

  private String urlWithPath(String path) {
    String url = Fields.textOrEmpty(fields(), "url");
    try {
      URI old = new URI(url);
      return new URI(old.getScheme(), old.getAuthority(), path, old.getQuery(), old.getFragment())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not an address: " + url, e);
    }
  }
}
