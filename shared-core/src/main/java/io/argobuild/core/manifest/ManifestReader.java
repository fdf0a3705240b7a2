package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.yaml.FieldPath;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.TextLoader;
import io.argobuild.core.manifest.yaml.YamlDocument;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.manifest.yaml.YamlResult;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads objects from YAML and JSON files. Repeated keys are errors, as for {@code argo submit}.
 * {@code kind: List} is unpacked; objects of other kinds are kept.
 */
public final class ManifestReader {
  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  private final TextLoader loader;
  private final YamlReader yaml;

  public ManifestReader() {
    this(Limits.DEFAULT);
  }

  public ManifestReader(Limits limits) {
    this.loader = new TextLoader(limits);
    this.yaml = new YamlReader(limits, Duplicates.REFUSED);
  }

  /** Files, and the YAML and JSON files in folders, by name. The first problem is thrown. */
  public Manifests read(List<Path> filesAndFolders) {
    return orThrow(readAll(filesAndFolders));
  }

  /** The objects of a text. The first problem is thrown. */
  public Manifests read(String text, String fileName) {
    return orThrow(readAll(text, fileName));
  }

  /** The objects of a stream. The first problem is thrown. */
  public Manifests read(InputStream in, String fileName) throws IOException {
    return read(loader.load(in, fileName), fileName);
  }

  /** Like {@link #read(List)}, but goes on after problems and keeps them. */
  public Manifests readAll(List<Path> filesAndFolders) {
    Manifests all = Manifests.NONE;
    for (Path path : filesAndFolders) {
      boolean named = !Files.isDirectory(path);
      for (Path file : files(path)) {
        Manifests read = readFile(file);
        all = all.and(named ? read : read.withoutForeign());
      }
    }
    return all;
  }

  /** Like {@link #read(String, String)}, but goes on after problems and keeps them. */
  public Manifests readAll(String text, String fileName) {
    FileObjects objects = new FileObjects();
    for (YamlResult result : yaml.readEach(text, fileName)) {
      if (result instanceof YamlResult.Read read) {
        objects.add(read.document());
      } else if (result instanceof YamlResult.Refused refused) {
        objects.problems.add(refused.problem());
      }
    }
    if (objects.found.isEmpty() && objects.problems.isEmpty()) {
      objects.problems.add(
          problem(
              "MANIFEST_EMPTY",
              "the file holds no object",
              new Place.InFile(fileName, 0, 0, ""),
              "Write a Workflow into it, or name another file"));
    }
    return new Manifests(objects.found, objects.problems);
  }

  private static Manifests orThrow(Manifests manifests) {
    if (!manifests.problems().isEmpty()) {
      throw new ProblemException(manifests.problems().get(0));
    }
    return manifests;
  }

  private Manifests readFile(Path file) {
    try {
      return readAll(loader.load(file), file.toString());
    } catch (ProblemException e) {
      return new Manifests(List.of(), List.of(e.problem()));
    }
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> EXTENSIONS.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ProblemException(
          problem(
              "MANIFEST_UNREADABLE",
              "the folder can't be read: " + e.getMessage(),
              new Place.InFile(path.toString(), 0, 0, ""),
              "Check its permissions"),
          e);
    }
  }

  private static Problem problem(String code, String message, Place place, String nextStep) {
    return new Problem(code, ProblemClass.CONFIGURATION, message, place, nextStep);
  }

  /** The objects found in one file so far. */
  private static final class FileObjects {
    private final List<ManifestObject> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    void add(YamlDocument document) {
      if (!document.value().isNull()) {
        add(document, document.value(), FieldPath.ROOT);
      }
    }

    private void add(YamlDocument document, JsonNode value, FieldPath root) {
      Place place = document.positions().valueAt(root);
      if (!(value instanceof ObjectNode object)) {
        problems.add(
            problem(
                "MANIFEST_NOT_AN_OBJECT",
                "this is no Kubernetes object but a " + typeName(value),
                place,
                "An object begins with apiVersion and kind"));
        return;
      }
      String kind = object.path("kind").asText("");
      if (kind.isEmpty()) {
        problems.add(
            problem(
                "MANIFEST_NO_KIND",
                "the object has no kind",
                place,
                "Add apiVersion: " + ManifestKind.ARGO_API_VERSION + " and kind: Workflow"));
      } else if (kind.endsWith("List") && object.get("items") instanceof ArrayNode items) {
        for (int i = 0; i < items.size(); i++) {
          add(document, items.get(i), root.field("items").item(i));
        }
      } else {
        addObject(document, object, kind, root);
      }
    }

    private void addObject(YamlDocument document, ObjectNode object, String kind, FieldPath root) {
      List<FieldIssue> issues =
          FieldTypes.ofKind(kind).map(type -> FieldCheck.run(type, object)).orElse(List.of());
      String apiVersion = object.path("apiVersion").asText("");
      ManifestObject manifest =
          new ManifestObject(
              apiVersion, kind, object, document.positions(), root, found.size(), issues);
      int before = problems.size();
      if (ManifestKind.of(kind).filter(ManifestKind::isArgo).isPresent()) {
        check(manifest);
      }
      if (problems.size() == before) {
        found.add(manifest);
      }
    }

    private void check(ManifestObject manifest) {
      FieldPath root = FieldPath.ROOT;
      int before = problems.size();
      if (!manifest.apiVersion().isEmpty()
          && !manifest.apiVersion().equals(ManifestKind.ARGO_API_VERSION)) {
        problems.add(
            problem(
                "MANIFEST_API_VERSION",
                "apiVersion " + manifest.apiVersion() + " has no kind " + manifest.kind(),
                manifest.valueAt(root.field("apiVersion")),
                "Use apiVersion: " + ManifestKind.ARGO_API_VERSION));
      }
      for (FieldIssue issue : manifest.issues()) {
        if (issue instanceof FieldIssue.Mismatch mismatch && !mismatch.converted()) {
          problems.add(
              problem(
                  "MANIFEST_FIELD_TYPE",
                  mismatch.message(),
                  manifest.valueAt(issue.path()),
                  "Write " + mismatch.expectedInWords() + " here"));
        }
      }
      if (problems.size() == before && manifest.spec().raw().isEmpty()) {
        problems.add(
            problem(
                "MANIFEST_NO_SPEC",
                "the " + manifest.kind() + " has no " + manifest.specPath(),
                manifest.keyAt(manifest.specPath()),
                "Add " + manifest.specPath() + " with an entrypoint and templates"));
      }
    }

    private static String typeName(JsonNode value) {
      return switch (value.getNodeType()) {
        case ARRAY -> "list";
        case STRING -> "text";
        case NUMBER -> "number";
        case BOOLEAN -> "boolean";
        default -> "value";
      };
    }
  }
}
