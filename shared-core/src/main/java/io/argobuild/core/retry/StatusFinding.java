package io.argobuild.core.retry;

/**
 * Something that was wrong in a status, and what was done about it.
 *
 * @param node name of the node; the workflow's own name where it is about that
 */
public record StatusFinding(Kind kind, String node, String text) {

  /** What can be wrong. */
  public enum Kind {
    /** Its nodes were packed. */
    PACKED,
    /** A field that newer versions write was not there. */
    LEGACY,
    MISSING_NODE,
    DANGLING_CHILD,
    /** Nothing led to it, or something led to it that it contains. */
    WRONG_PARENT,
    /** It was open, and nothing was there to end it. */
    NOTHING_TO_RUN,
    /** Its phase said otherwise than what is in it. */
    WRONG_PHASE,
    WRONG_LABEL,
    NO_FINISH_TIME
  }

  @Override
  public String toString() {
    return kind + " " + node + ": " + text;
  }
}
