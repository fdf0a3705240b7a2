package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactDriver;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.RepositoryResolution;
import io.argobuild.core.artifact.SecretTexts;
import io.argobuild.core.artifact.s3.S3ArtifactStore;
import io.argobuild.core.artifact.s3.S3Repository;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the artifacts of runs are: in the repository that the build gives, else in that of the
 * manifests, else in a folder. A run keeps the one it began with.
 *
 * @param folder never closed by a run
 */
record Repositories(ArtifactStore folder, RepositoryOptions given) {
  private static final String REF = "artifactRepositoryRef";
  private static final String REPOSITORY = "artifactRepository";

  /** No Secret can have this name. */
  private static final String OF_BUILD = "(build)";

  static Repositories folder(ArtifactStore folder) {
    return new Repositories(folder, RepositoryOptions.FOLDER);
  }

  /** Notes in the workflow's status which repository it has; nothing for the folder. */
  Workflow chosen(Workflow workflow, List<ObjectNode> resources) {
    Optional<ObjectNode> ref =
        given.isGiven() ? Optional.of(ofBuild()) : ofManifests(workflow, resources);
    if (ref.isEmpty()) {
      return workflow;
    }
    ObjectNode whole = workflow.raw().objectNode();
    whole.setAll(workflow.raw());
    ObjectNode status = whole.objectNode();
    status.setAll(workflow.status());
    status.set(REF, ref.get());
    whole.set("status", status);
    return new Workflow(whole);
  }

  private Optional<ObjectNode> ofManifests(Workflow workflow, List<ObjectNode> resources) {
    if (given.folderOnly()) {
      return Optional.empty();
    }
    List<ObjectNode> configMaps =
        resources.stream()
            .filter(o -> Fields.textOrEmpty(o, "kind").equals(ManifestKind.CONFIG_MAP.kind()))
            .toList();
    return new RepositoryResolution(configMaps).resolve(workflow);
  }

  /** As Argo notes the one of its controller. */
  private ObjectNode ofBuild() {
    ObjectNode ref = Fields.NOTHING.objectNode().put("default", true);
    ObjectNode s3 = ref.putObject(REPOSITORY).putObject(ArtifactDriver.S3.field());
    put(s3, "endpoint", given.endpoint());
    put(s3, "bucket", given.bucket());
    put(s3, "region", given.region());
    put(s3, "keyFormat", given.keyFormat());
    put(s3, "addressingStyle", given.addressing());
    if (given.createBucket()) {
      s3.putObject("createBucketIfNotPresent");
    }
    if (given.allVersions()) {
      s3.put("allVersions", true);
    }
    return ref;
  }

  private static void put(ObjectNode object, String field, String value) {
    if (!value.isEmpty()) {
      object.put(field, value);
    }
  }

  /** A run's store; closing it leaves the folder open. */
  record Open(ArtifactStore store, boolean isFolder) implements AutoCloseable {
    @Override
    public void close() {
      if (!isFolder) {
        store.close();
      }
    }
  }

  /**
   * Opens the repository of a run.
   *
   * @param status the workflow's
   * @throws ProblemException {@code ARTIFACT_REPOSITORY_UNSUPPORTED} and those of its kind of store
   */
  Open open(ObjectNode status, RunResources secrets) {
    ObjectNode ref = Fields.objectOrNothing(status, REF);
    ObjectNode repository = Fields.objectOrNothing(ref, REPOSITORY);
    if (repository.isEmpty()) {
      return new Open(folder, true);
    }
    ArtifactLocation location = new ArtifactLocation(repository);
    if (!location.driver().equals(Optional.of(ArtifactDriver.S3))) {
      throw unsupported(location);
    }
    ObjectNode fields = location.fields();
    if (Fields.flag(ref, "default")) {
      fields = withCertificates(withKeys(fields));
    } else if (Stream.of("accessKeySecret", "secretKeySecret")
        .anyMatch(field -> isMissing(location.fields(), field, secrets))) {
      fields = withKeys(fields);
    }
    SecretTexts ofRun = texts(secrets);
    SecretTexts texts =
        (name, key) -> name.equals(OF_BUILD) ? textOfBuild(key) : ofRun.text(name, key);
    return new Open(S3ArtifactStore.open(S3Repository.settings(fields, texts)), false);
  }

  private static boolean isMissing(ObjectNode fields, String selector, RunResources secrets) {
    String name = Fields.textOrEmpty(fields.path(selector), "name");
    return !name.isEmpty() && !secrets.hasSecret(name);
  }

  private static SecretTexts texts(RunResources secrets) {
    return (name, key) ->
        secrets
            .secret(name)
            .map(data -> data.get(key))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Selectors that {@link #textOfBuild} answers, so that no status holds what it holds. */
  private ObjectNode withKeys(ObjectNode fields) {
    ObjectNode all = fields.objectNode();
    all.setAll(fields);
    if (!given.accessKey().isEmpty()) {
      for (String field : List.of("accessKeySecret", "secretKeySecret", "sessionTokenSecret")) {
        all.putObject(field).put("name", OF_BUILD).put("key", field);
      }
    }
    return all;
  }

  private ObjectNode withCertificates(ObjectNode fields) {
    ObjectNode all = fields.objectNode();
    all.setAll(fields);
    if (given.caFile() != null) {
      all.putObject("caSecret").put("name", OF_BUILD).put("key", "caSecret");
    }
    return all;
  }

  private Optional<String> textOfBuild(String key) {
    return switch (key) {
      case "accessKeySecret" -> Optional.of(given.accessKey());
      case "secretKeySecret" -> Optional.of(given.secretKey());
      case "sessionTokenSecret" -> Optional.of(given.sessionToken());
      default -> Optional.of(certificates());
    };
  }

  private String certificates() {
    if (given.caFile() == null) {
      return "";
    }
    try {
      return Files.readString(given.caFile());
    } catch (IOException e) {
      throw new ProblemException(
          new Problem(
              "ARTIFACT_CA_INVALID",
              ProblemClass.CONFIGURATION,
              "the certificate of the authority can't be read: " + e,
              new Place.At("file " + given.caFile()),
              "Give it as PEM"),
          e);
    }
  }

  private static ProblemException unsupported(ArtifactLocation location) {
    String driver = location.driver().map(ArtifactDriver::field).orElse("unknown");
    return new ProblemException(
        new Problem(
            "ARTIFACT_REPOSITORY_UNSUPPORTED",
            ProblemClass.CONFIGURATION,
            "artifacts can't be kept by '" + driver + "'",
            new Place.At("artifact repository"),
            "Use s3, also for other stores by their S3 interface"));
  }
}
