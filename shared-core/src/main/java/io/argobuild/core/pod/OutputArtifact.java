package io.argobuild.core.pod;

import io.argobuild.core.artifact.ArchiveFormat;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * An output artifact and the place it will get.
 *
 * @param path where main leaves it; absolute
 * @param key relative to the repository
 */
public record OutputArtifact(
    String name, String path, ArchiveFormat archive, boolean optional, String key) {

  /**
   * The outputs of a template (Argo 4.1.2): an artifact's own key, else {@code <folder>/<file>}
   * with {@code name.tgz}, {@code name.zip}, or the path's last element.
   *
   * @param folder the repository's key format with its variables replaced, by default {@code
   *     <workflow>/<pod>}
   */
  public static List<OutputArtifact> of(Template template, String folder) {
    List<OutputArtifact> outputs = new ArrayList<>();
    for (Artifact artifact : template.outputs().artifacts()) {
      ArchiveFormat archive = ArchiveFormat.of(artifact);
      String key =
          ArtifactLocation.of(artifact)
              .key()
              .orElseGet(() -> ArtifactKey.join(folder, archive.fileName(artifact)).text());
      outputs.add(
          new OutputArtifact(artifact.name(), artifact.path(), archive, artifact.optional(), key));
    }
    return List.copyOf(outputs);
  }
}
