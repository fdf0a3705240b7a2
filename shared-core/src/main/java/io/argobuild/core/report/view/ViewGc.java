package io.argobuild.core.report.view;

import java.util.List;

/**
 * What artifact GC did, and what it owes.
 *
 * @param strategy the workflow's own
 * @param verified whether it was looked whether deleted objects are gone
 * @param note what people should know besides
 */
public record ViewGc(
    Phase phase,
    String strategy,
    boolean verified,
    String note,
    List<Deleted> deleted,
    List<Skipped> skipped,
    List<Failed> failed) {
  public ViewGc {
    deleted = List.copyOf(deleted);
    skipped = List.copyOf(skipped);
    failed = List.copyOf(failed);
  }

  /** How far it is. */
  public enum Phase {
    PENDING("Pending"),
    DONE("Done"),
    FAILED("Failed"),
    /** Nothing is owed, yet a finalizer keeps the workflow. */
    STUCK("Stuck");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** An artifact that is gone. */
  public record Deleted(String node, String artifact, String key, long size) {}

  /** An artifact that was left alone. */
  public record Skipped(String node, String artifact, String reason) {}

  /** An artifact that may be there still. */
  public record Failed(
      String node,
      String artifact,
      String key,
      String problemClass,
      String message,
      int attempts) {}
}
