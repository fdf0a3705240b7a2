package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which layer of main's file system a path is in: a volume, or the image's own. */
final class Layers {
  private Layers() {}

  /** Volume mounts of main, those of a container set included. */
  static List<ObjectNode> mainMounts(Template template) {
    List<ObjectNode> mounts = new ArrayList<>();
    template.container().ifPresent(c -> mounts.addAll(mounts(c)));
    template.script().ifPresent(c -> mounts.addAll(mounts(c)));
    template
        .containerSet()
        .ifPresent(
            set -> {
              mounts.addAll(mounts(set));
              for (JsonNode container : set.path("containers")) {
                if (Fields.textOrEmpty(container, "name").equals(PodProtocol.MAIN)) {
                  mounts.addAll(mounts(container));
                }
              }
            });
    return mounts;
  }

  static List<ObjectNode> mounts(JsonNode container) {
    return Fields.objects(container, "volumeMounts", mount -> mount);
  }

  /** The user's mount that a path is in; the deepest, if there are several. */
  static Optional<ObjectNode> mountOf(Template template, String path) {
    return mainMounts(template).stream()
        .filter(mount -> PodPaths.isWithin(path, mountPath(mount)))
        .max(Comparator.comparingInt(mount -> mountPath(mount).length()));
  }

  static String mountPath(JsonNode mount) {
    return Fields.textOrEmpty(mount, "mountPath");
  }

  /** Argo's {@code isBaseImagePath}, which decides the words for a missing output. */
  static boolean isBase(Template template, String path) {
    if (mountOf(template, path).isPresent()) {
      return false;
    }
    for (Artifact input : template.inputs().artifacts()) {
      if (path.equals(input.path())) {
        return input.optional() && !ArtifactLocation.of(input).hasLocationOrKey();
      }
      if (path.startsWith(input.path() + '/')) {
        return false;
      }
    }
    return true;
  }
}
