package io.argobuild.core.report.view;

import org.jspecify.annotations.Nullable;

/**
 * An output artifact of an attempt.
 *
 * @param state as {@link io.argobuild.core.status.ArtifactState.Phase} writes it
 * @param size bytes, or -1
 * @param strategy when it is deleted; may be empty
 * @param reason why it is in this state, where that needs saying
 * @param failure what deleting it failed with; null when it did not
 */
public record ViewArtifact(
    String name,
    String state,
    String key,
    long size,
    String strategy,
    String reason,
    @Nullable Failure failure) {

  /** A deletion that did not work. */
  public record Failure(String problemClass, String message, int attempts) {}

  boolean isDeleted() {
    return state.equals("Deleted");
  }
}
