package io.argobuild.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import java.util.Optional;

/** How an output is packed before it is stored (Argo 4.1.2). */
public sealed interface ArchiveFormat {

  /**
   * A gzipped tar file, the default.
   *
   * @param compressionLevel 0 to 9, or -1 for gzip's own default
   */
  record Tar(int compressionLevel) implements ArchiveFormat {
    @Override
    public String fileName(Artifact artifact) {
      return artifact.name() + ".tgz";
    }
  }

  /** The file or folder as it is. */
  record None() implements ArchiveFormat {
    @Override
    public String fileName(Artifact artifact) {
      String path = artifact.path();
      int end = path.length();
      while (end > 0 && path.charAt(end - 1) == '/') {
        end--;
      }
      return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
  }

  record Zip() implements ArchiveFormat {
    @Override
    public String fileName(Artifact artifact) {
      return artifact.name() + ".zip";
    }
  }

  /** The name under which the output is stored below the archive location. */
  String fileName(Artifact artifact);

  /** The format of an output; a tar file where none is named. */
  static ArchiveFormat of(Artifact artifact) {
    return given(artifact).orElse(new Tar(-1));
  }

  /** The format that is named; inputs without one are unpacked when they are tar files. */
  static Optional<ArchiveFormat> given(Artifact artifact) {
    JsonNode archive = artifact.raw().path("archive");
    if (archive.path("none").isObject()) {
      return Optional.of(new None());
    }
    if (archive.path("tar").isObject()) {
      long level = Fields.number(archive.path("tar"), "compressionLevel").orElse(-1L);
      return Optional.of(new Tar(Math.toIntExact(Math.max(-2, Math.min(9, level)))));
    }
    if (archive.path("zip").isObject()) {
      return Optional.of(new Zip());
    }
    return Optional.empty();
  }
}
