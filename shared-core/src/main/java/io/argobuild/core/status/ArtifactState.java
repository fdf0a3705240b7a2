package io.argobuild.core.status;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one output artifact of one attempt.
 *
 * @param name the artifact's name in its template
 * @param phase how far it is
 * @param key place in the store, relative to the repository; empty when it never had one
 * @param size bytes, or -1 when unknown
 * @param etag as the store gave it, or empty
 * @param strategy the effective GC strategy, or empty for none
 * @param failure what the last deletion failed with; null when none did
 */
public record ArtifactState(
    String name,
    Phase phase,
    String key,
    long size,
    String etag,
    String strategy,
    @Nullable DeleteFailure failure) {

  /** The life of an output artifact. */
  public enum Phase {
    /** Its template names it; no pod may write it yet. */
    DECLARED("Declared"),
    /** A pod may be writing it: whatever is at its key is ours. */
    WRITING("Writing"),
    STORED("Stored"),
    /** The attempt ended without storing it. */
    MISSING("Missing"),
    DELETED("Deleted"),
    DELETE_FAILED("DeleteFailed");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    public static Phase of(String text) {
      for (Phase phase : values()) {
        if (phase.text.equals(text)) {
          return phase;
        }
      }
      throw new IllegalArgumentException("no artifact phase: " + text);
    }

    /** Whether an object may be in the store. */
    public boolean mayExist() {
      return this == WRITING || this == STORED || this == DELETE_FAILED;
    }
  }

  /**
   * A deletion that did not work.
   *
   * @param problemClass name of the problem's class
   * @param message what the store said
   * @param attempts deletions tried so far
   */
  public record DeleteFailure(String problemClass, String message, int attempts) {}

  public ArtifactState with(Phase next) {
    return new ArtifactState(name, next, key, size, etag, strategy, null);
  }

  public ArtifactState stored(long bytes, String tag) {
    return new ArtifactState(name, Phase.STORED, key, bytes, tag, strategy, null);
  }

  public ArtifactState deleteFailed(String problemClass, String message) {
    int attempts = failure == null ? 1 : failure.attempts() + 1;
    DeleteFailure last = new DeleteFailure(problemClass, message, attempts);
    return new ArtifactState(name, Phase.DELETE_FAILED, key, size, etag, strategy, last);
  }
}
