package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the volumes of a pod: folders below the pod's own, shared ones for claims. */
final class VolumeBuilder {
  private static final int DEFAULT_MODE = 0644;
  private static final int OWNER_ONLY = 0700;

  private final JsonNode pod;
  private final ConfigLookup lookup;
  private final PodFields fields;
  private final Path building;
  private final Path folder;
  private final Path claims;
  private final boolean secretsForOwnerOnly;

  /**
   * @param building where the pod's folder is being made
   * @param folder where it will be
   * @param claims the folder with the folders of persistent volume claims
   */
  VolumeBuilder(
      JsonNode pod,
      ConfigLookup lookup,
      Path building,
      Path folder,
      Path claims,
      boolean secretsForOwnerOnly) {
    this.pod = pod;
    this.lookup = lookup;
    this.fields = new PodFields(pod, pod.path("spec").path("nodeName").asText());
    this.building = building;
    this.folder = folder;
    this.claims = claims;
    this.secretsForOwnerOnly = secretsForOwnerOnly;
  }

  /** By name of the volume. */
  Map<String, VolumeSource> build() throws IOException {
    Map<String, VolumeSource> sources = new LinkedHashMap<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      sources.put(volume.path("name").asText(), source(volume));
    }
    return sources;
  }

  private VolumeSource source(JsonNode volume) throws IOException {
    String name = volume.path("name").asText();
    String kind = kind(volume);
    JsonNode source = volume.path(kind);
    switch (kind) {
      case "emptyDir", "ephemeral":
        return new VolumeSource(writable(name), false);
      case "hostPath":
        return hostPath(name, source);
      case "persistentVolumeClaim":
        return claim(name, source);
      case "projected":
        Path projected = folderOf(name);
        for (JsonNode part : source.path("sources")) {
          fill(projected, name, kind(part), part.path(kind(part)), defaultMode(source));
        }
        return new VolumeSource(finalPath(name), true);
      default:
        fill(folderOf(name), name, kind, source, defaultMode(source));
        return new VolumeSource(finalPath(name), true);
    }
  }

  /** The field that tells the kind; a volume that has none is an emptyDir in Kubernetes. */
  private static String kind(JsonNode volume) {
    List<String> kinds = new ArrayList<>();
    volume.fieldNames().forEachRemaining(kinds::add);
    kinds.remove("name");
    return kinds.isEmpty() ? "emptyDir" : kinds.get(0);
  }

  private static int defaultMode(JsonNode source) {
    return source.path("defaultMode").asInt(DEFAULT_MODE);
  }

  private Path folderOf(String volume) throws IOException {
    return Files.createDirectories(building.resolve("volumes").resolve(volume));
  }

  private Path finalPath(String volume) {
    return folder.resolve("volumes").resolve(volume);
  }

  private Path writable(String volume) throws IOException {
    FileTree.mode(folderOf(volume), 0777);
    return finalPath(volume);
  }

  private VolumeSource claim(String volume, JsonNode source) throws IOException {
    String claim = source.path("claimName").asText("");
    if (!PodValidation.isObjectName(claim)) {
      throw problem(ClusterProblems.POD_INVALID, volume, "claimName '" + claim + "' is no name");
    }
    Path path = claims.resolve(claim);
    makeClaim(path);
    return new VolumeSource(path, source.path("readOnly").asBoolean());
  }

  /** Makes the folder of a claim; false if it was there. */
  static boolean makeClaim(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return false;
    }
    FileTree.mode(Files.createDirectories(path), 0777);
    return true;
  }

  private VolumeSource hostPath(String volume, JsonNode source) throws IOException {
    Path path = Path.of(source.path("path").asText(""));
    if (!path.isAbsolute()) {
      throw problem(ClusterProblems.POD_INVALID, volume, "hostPath '" + path + "' is not absolute");
    }
    String type = source.path("type").asText("");
    if (type.equals("DirectoryOrCreate")) {
      Files.createDirectories(path);
    } else if (type.equals("FileOrCreate") && Files.notExists(path)) {
      Files.createFile(path);
    }
    boolean fits =
        switch (type) {
          case "Directory", "DirectoryOrCreate" -> Files.isDirectory(path);
          case "File", "FileOrCreate" -> Files.isRegularFile(path);
          default -> Files.exists(path);
        };
    if (!fits) {
      throw problem(
          ClusterProblems.VOLUME_NOT_FOUND,
          volume,
          "hostPath " + path + " is not there" + as(type));
    }
    return new VolumeSource(path, false);
  }

  private static String as(String type) {
    return type.isEmpty() ? "" : " as " + type;
  }

  private void fill(Path into, String volume, String kind, JsonNode source, int mode)
      throws IOException {
    switch (kind) {
      case "configMap" -> {
        String name = source.path("name").asText("");
        keys(into, volume, "ConfigMap " + name, lookup.configMap(name), source, mode);
      }
      case "secret" -> {
        String name = source.path("secretName").asText(source.path("name").asText(""));
        int secretMode = secretsForOwnerOnly ? mode & OWNER_ONLY : mode;
        keys(into, volume, "Secret " + name, lookup.secret(name), source, secretMode);
      }
      case "downwardAPI" -> downward(into, volume, source, mode);
      default ->
          throw ClusterProblems.configuration(
              ClusterProblems.VOLUME_UNSUPPORTED,
              Pods.name(pod),
              "volume " + volume + ": " + kind + " is not supported in local runs",
              "Use an emptyDir, hostPath or persistentVolumeClaim, or run it with runtime"
                  + " kubernetes");
    }
  }

  private void keys(
      Path into,
      String volume,
      String object,
      Optional<Map<String, byte[]>> data,
      JsonNode source,
      int mode)
      throws IOException {
    boolean optional = source.path("optional").asBoolean();
    if (data.isEmpty() && !optional) {
      throw problem(ClusterProblems.VOLUME_NOT_FOUND, volume, "there is no " + object);
    }
    Map<String, byte[]> content = data.orElse(Map.of());
    if (!source.has("items")) {
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        write(into, volume, entry.getKey(), entry.getValue(), mode);
      }
      return;
    }
    for (JsonNode item : source.path("items")) {
      String key = item.path("key").asText();
      byte[] value = content.get(key);
      if (value != null) {
        write(into, volume, item.path("path").asText(key), value, modeOf(item, mode));
      } else if (!optional) {
        throw problem(
            ClusterProblems.VOLUME_NOT_FOUND, volume, object + " has no key '" + key + "'");
      }
    }
  }

  private int modeOf(JsonNode item, int defaultMode) {
    int mode = item.path("mode").asInt(defaultMode);
    // A default without rights for others is that of a secret.
    return secretsForOwnerOnly && (defaultMode & ~OWNER_ONLY) == 0 ? mode & OWNER_ONLY : mode;
  }

  private void downward(Path into, String volume, JsonNode source, int mode) throws IOException {
    for (JsonNode item : source.path("items")) {
      String path = item.path("fieldRef").path("fieldPath").asText("");
      Optional<String> value =
          item.has("resourceFieldRef")
              ? resource(item.path("resourceFieldRef"))
              : fields.field(path);
      byte[] bytes =
          value
              .orElseThrow(() -> problem(ClusterProblems.POD_INVALID, volume, "can't tell " + item))
              .getBytes(StandardCharsets.UTF_8);
      write(into, volume, item.path("path").asText(), bytes, item.path("mode").asInt(mode));
    }
  }

  private Optional<String> resource(JsonNode reference) {
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (container.path("name").equals(reference.path("containerName"))) {
        return fields.resource(
            container, reference.path("resource").asText(), reference.path("divisor").asText("1"));
      }
    }
    return Optional.empty();
  }

  private void write(Path into, String volume, String path, byte[] bytes, int mode)
      throws IOException {
    if (path.isEmpty() || path.startsWith("/") || PodValidation.climbs(path)) {
      throw problem(ClusterProblems.POD_INVALID, volume, "path '" + path + "' leads out of it");
    }
    Path file = into.resolve(path);
    Files.createDirectories(FileTree.parent(file));
    FileTree.writePrivate(file, bytes);
    FileTree.mode(file, mode);
  }

  private ProblemException problem(String code, String volume, String message) {
    return ClusterProblems.configuration(
        code, Pods.name(pod), "volume " + volume + ": " + message, "");
  }
}
