package io.argobuild.core.pod;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code collect} found and stored.
 *
 * @param exit main's exit code as its wrapper saw it; null when it saw none
 * @param parameters in the template's order; those after a failed one are not there
 * @param artifacts what is in the store now
 * @param errors what could not be saved, in the template's order
 * @param progress the last {@code N/M} that main reported, or empty
 * @param result the end of main's standard output without one trailing newline; null when it was
 *     not asked for
 */
public record PodReport(
    @Nullable Integer exit,
    List<SavedParameter> parameters,
    List<StoredArtifact> artifacts,
    List<Failure> errors,
    String progress,
    @Nullable String result) {

  /** Lines around a report in a log. */
  static final String BEGIN = "----- argo-build report begin -----";

  static final String END = "----- argo-build report end -----";

  public PodReport {
    parameters = List.copyOf(parameters);
    artifacts = List.copyOf(artifacts);
    errors = List.copyOf(errors);
  }

  /**
   * An output parameter read from its file.
   *
   * @param value without one trailing newline; null when the file is missing and the default counts
   */
  public record SavedParameter(String name, @Nullable String value) {}

  /**
   * An artifact in the store.
   *
   * @param size bytes, of all files together
   * @param etag as the store gave it, or the SHA-256 of the file in a folder; may be empty
   * @param files how many objects it is, -1 for one object at the key itself; else the key is a
   *     folder
   */
  public record StoredArtifact(String name, String key, long size, String etag, int files) {
    public boolean isFolder() {
      return files >= 0;
    }
  }

  /**
   * An output that could not be saved.
   *
   * @param code {@link #NOT_FOUND}, {@link #ZIP_OF_FILE}, or another
   * @param text what a tool or store said; may be empty
   */
  public record Failure(OutputKind output, String name, String code, String text) {
    public static final String NOT_FOUND = "NOT_FOUND";

    /** Storing it failed; an answer may have been lost, and of a folder a part may be there. */
    public static final String STORE_FAILED = "STORE_FAILED";

    /** A single file can't be zipped from the image's own layer (Argo 4.1.2). */
    public static final String ZIP_OF_FILE = "ZIP_OF_FILE";
  }

  /** Names of artifacts that may be in the store although storing them failed. */
  Set<String> unsure() {
    return errors.stream()
        .filter(error -> error.output() == OutputKind.ARTIFACT)
        .filter(error -> error.code().equals(Failure.STORE_FAILED))
        .map(Failure::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What an output is. */
  public enum OutputKind {
    PARAMETER,
    ARTIFACT
  }

  /** Reads a termination message. */
  public static ReportText parse(String terminationMessage) {
    return PodReportReader.message(terminationMessage);
  }

  /** Finds and reads the report in a log; empty when there is no whole one. */
  public static Optional<PodReport> parseLog(String log) {
    return PodReportReader.log(log);
  }

  /** What a termination message is. */
  public sealed interface ReportText {}

  /** The report itself. */
  public record Here(PodReport report) implements ReportText {}

  /** It was too long and is in the container's log. */
  public record InLog() implements ReportText {}

  /** No report: somebody else's words, or none. */
  public record Nothing(String text) implements ReportText {}
}
