package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.status.ArtifactState;
import java.util.List;
import java.util.Set;

/**
 * What is to be deleted, and what is not and why.
 *
 * @param deletions each key once, in the order of the nodes
 * @param skipped every artifact that no deletion stands for
 * @param kept keys that must survive, also when they are below a folder that is deleted
 */
public record GcPlan(
    String workflow, List<Deletion> deletions, List<Skip> skipped, Set<String> kept) {
  public GcPlan {
    deletions = List.copyOf(deletions);
    skipped = List.copyOf(skipped);
    kept = Set.copyOf(kept);
  }

  /** One output artifact of one attempt, with what is known of it. */
  public record Target(String nodeId, ArtifactState state) {}

  /**
   * A key to delete.
   *
   * @param extent what is deleted
   * @param targets the artifacts stored there; never empty
   */
  public record Deletion(ArtifactKey key, Extent extent, List<Target> targets) {
    public Deletion {
      targets = List.copyOf(targets);
    }
  }

  /** What a deletion takes away. */
  public enum Extent {
    /** The object with this key. */
    OBJECT,
    /** All objects below this key, which ends with a slash. */
    FOLDER,
    /** The object with this key or, if there is none, all below it: it was stored unpacked. */
    OBJECT_OR_FOLDER
  }

  /** An artifact that is not deleted. */
  public record Skip(Target target, Reason reason, String detail) {
    /** The reason as people read it. */
    public String text() {
      return detail.isEmpty() ? reason.text() : reason.text() + ": " + detail;
    }
  }

  /** Why an artifact is not deleted. */
  public enum Reason {
    NEVER_STORED("never stored"),
    ALREADY_DELETED("already deleted"),
    /** Its strategy keeps it. */
    KEPT("kept"),
    /** Its strategy deletes it at another time. */
    NOT_DUE("not due yet"),
    UNKNOWN_STRATEGY("unknown strategy"),
    /** Something that is kept is stored under the same key. */
    SHARED("shared with a kept artifact"),
    /** It is in another bucket, or with another endpoint, than the run's repository. */
    OUTSIDE("outside the repository"),
    NOT_DELETABLE("its storage can't delete"),
    UNSAFE_KEY("unsafe key");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public boolean isEmpty() {
    return deletions.isEmpty();
  }

  /** Whether a key is kept, by itself or below a kept folder. */
  public boolean keeps(String key) {
    return covers(kept, key);
  }

  static boolean covers(Set<String> kept, String key) {
    if (kept.contains(key)) {
      return true;
    }
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      if (kept.contains(key.substring(0, slash + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a segment of a key is the workflow's name, or that of one of its pods. */
  static boolean namesWorkflow(String segment, String workflow) {
    return segment.equals(workflow) || segment.startsWith(workflow + "-");
  }
}
