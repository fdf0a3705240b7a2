package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Outputs of a main whose command is not known, so that nothing of ours can run in its container:
 * each has to be in a volume, and where the user gave none, its parent folder becomes one.
 */
final class UnwrappedOutputs {
  /** Folders that an image can't do without. */
  private static final Set<String> OF_THE_IMAGE =
      Set.of("bin", "sbin", "lib", "lib32", "lib64", "usr", "etc", "proc", "sys", "dev", "boot");

  private UnwrappedOutputs() {}

  static String volumeName(int i) {
    return "argo-build-out-" + i;
  }

  static List<String> paths(PodRequest request, Protocol protocol) {
    List<String> paths = new ArrayList<>();
    for (Parameter output : protocol.outputs()) {
      paths.add(PodPaths.normal(output.path()));
    }
    for (OutputArtifact output : request.outputs()) {
      paths.add(PodPaths.clean(output.name(), output.path()));
    }
    return paths;
  }

  /** The folders that need a volume, outermost first. */
  static List<String> parents(PodRequest request, Protocol protocol) {
    if (!protocol.bySignal()) {
      return List.of();
    }
    List<String> parents = new ArrayList<>();
    paths(request, protocol).stream()
        .filter(path -> Layers.mountOf(request.template(), path).isEmpty())
        .map(UnwrappedOutputs::parent)
        .distinct()
        .sorted()
        .forEach(
            parent -> {
              // A folder below one that is a volume already needs none.
              if (parents.stream().noneMatch(other -> PodPaths.isWithin(parent, other))) {
                parents.add(parent);
              }
            });
    return parents;
  }

  private static String parent(String path) {
    String parent = PodPaths.parent(path);
    String top = parent.isEmpty() ? "" : parent.split("/", -1)[1];
    if (parent.isEmpty() || OF_THE_IMAGE.contains(top)) {
      throw Protocol.commandNeeded(
          PodProtocol.MAIN, "its output " + path + " can't be saved without, nor from a volume");
    }
    return parent;
  }

  static void mount(ObjectNode main, ArrayNode volumes, List<String> parents) {
    for (int i = 0; i < parents.size(); i++) {
      volumes.add(Json.emptyDir(volumeName(i)));
      Json.list(main, "volumeMounts").add(Json.mount(volumeName(i), parents.get(i)));
    }
  }
}
