package io.argobuild.core.pod;

import io.argobuild.core.artifact.ArchiveFormat;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import org.jspecify.annotations.Nullable;

/**
 * An input artifact whose place is known.
 *
 * @param path where main finds it; absolute
 * @param mode permission bits, or null to leave them
 * @param recurseMode whether the mode counts for everything below too
 * @param archive of what is in the store, so the producer's; null to unpack tarballs only
 * @param optional whether it may be missing
 */
public record InputArtifact(
    String name,
    String path,
    @Nullable Integer mode,
    boolean recurseMode,
    @Nullable ArchiveFormat archive,
    boolean optional,
    Source source) {

  /** Where an input comes from. */
  public sealed interface Source {}

  /**
   * An object of the run's repository, or a folder of objects.
   *
   * @param key relative to the repository
   */
  public record Stored(String key) implements Source {}

  /** Text that stands in the manifest. */
  public record Raw(String data) implements Source {}

  /** Nobody supplied it: nothing happens if it is optional, else the pod fails as in Argo. */
  public record NotSupplied() implements Source {}

  /**
   * From a template's input.
   *
   * @param argument what its archive format is taken from: the artifact that was handed over, or
   *     the input itself where nothing was
   */
  public static InputArtifact of(Artifact input, Artifact argument, Source source) {
    return new InputArtifact(
        input.name(),
        input.path(),
        Fields.number(input.raw(), "mode").map(Long::intValue).orElse(null),
        Fields.flag(input.raw(), "recurseMode"),
        ArchiveFormat.given(argument).orElse(null),
        input.optional(),
        source);
  }
}
