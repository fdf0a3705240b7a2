package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.util.List;
import java.util.Map;

/**
 * What pods of a run have in common that no manifest says.
 *
 * @param helperImage image of prepare and collect: sh, tar, gzip, awk, od, base64, sha256sum, and
 *     curl where artifacts go by HTTP
 * @param shellImage image whose {@code /bin/busybox} is static and is copied into pods whose main
 *     is wrapped
 * @param imagePullPolicy of both images; empty for Kubernetes' default
 * @param localTools whether containers run with the machine's own programs: then no shell is
 *     copied, and helpers get no security context
 * @param artifactFolder folder of the machine that takes the artifacts, without links in its path;
 *     empty where they go by HTTP
 * @param helperResources {@code resources} of the helpers; may be empty
 * @param ownerReferences owners of every pod
 * @param imageCommands what images run, for templates without a command
 */
public record PodSettings(
    String helperImage,
    String shellImage,
    String imagePullPolicy,
    boolean localTools,
    String artifactFolder,
    ObjectNode helperResources,
    List<ObjectNode> ownerReferences,
    Map<String, ImageCommand> imageCommands) {

  /** Public images that have what is needed. */
  public static final String DEFAULT_HELPER_IMAGE = "curlimages/curl:8.17.0";

  public static final String DEFAULT_SHELL_IMAGE = "busybox:1.37-musl";

  /** {@code ENTRYPOINT} and {@code CMD} of an image. */
  public record ImageCommand(List<String> entrypoint, List<String> cmd) {
    public ImageCommand {
      entrypoint = List.copyOf(entrypoint);
      cmd = List.copyOf(cmd);
    }
  }

  public PodSettings {
    ownerReferences = List.copyOf(ownerReferences);
    imageCommands = Map.copyOf(imageCommands);
  }

  /** A cluster whose artifacts go by HTTP. */
  public static PodSettings kubernetes() {
    return new PodSettings(
        DEFAULT_HELPER_IMAGE,
        DEFAULT_SHELL_IMAGE,
        "",
        false,
        "",
        Fields.NOTHING,
        List.of(),
        Map.of());
  }

  /** Processes of this machine whose artifacts go into a folder. */
  public static PodSettings local(String artifactFolder) {
    return new PodSettings(
        DEFAULT_HELPER_IMAGE,
        DEFAULT_SHELL_IMAGE,
        "",
        true,
        artifactFolder,
        Fields.NOTHING,
        List.of(),
        Map.of());
  }

  /** Containers of this machine (Docker, Podman) whose artifacts go into a folder. */
  public static PodSettings docker(String artifactFolder) {
    return kubernetes().withArtifactFolder(artifactFolder);
  }

  public PodSettings withArtifactFolder(String folder) {
    return new PodSettings(
        helperImage,
        shellImage,
        imagePullPolicy,
        localTools,
        folder,
        helperResources,
        ownerReferences,
        imageCommands);
  }

  public PodSettings withImages(String helper, String shell, String pullPolicy) {
    return new PodSettings(
        helper,
        shell,
        pullPolicy,
        localTools,
        artifactFolder,
        helperResources,
        ownerReferences,
        imageCommands);
  }

  public PodSettings withHelperResources(ObjectNode resources) {
    return new PodSettings(
        helperImage,
        shellImage,
        imagePullPolicy,
        localTools,
        artifactFolder,
        resources,
        ownerReferences,
        imageCommands);
  }

  public PodSettings withOwnerReferences(List<ObjectNode> owners) {
    return new PodSettings(
        helperImage,
        shellImage,
        imagePullPolicy,
        localTools,
        artifactFolder,
        helperResources,
        owners,
        imageCommands);
  }

  public PodSettings withImageCommands(Map<String, ImageCommand> commands) {
    return new PodSettings(
        helperImage,
        shellImage,
        imagePullPolicy,
        localTools,
        artifactFolder,
        helperResources,
        ownerReferences,
        commands);
  }
}
