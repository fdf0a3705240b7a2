package io.argobuild.core.retry;

import io.argobuild.core.status.NodeType;

/**
 * What it means for a node that something of it is to run again. The switches name every kind there
 * is, so that a kind that is added does not compile before it has decided.
 */
enum Renewal {
  /** It does something itself: it is taken out and begins anew. */
  BEGINS_ANEW,
  /** Its pod does it for it. */
  WITH_ITS_POD,
  /** It goes on with those of its members that were not good. */
  GOES_ON,
  /** As {@link #GOES_ON}, but a member whose failure was handled stays as it is. */
  GOES_ON_WHERE_IT_MATTERS,
  /** It has a new row of attempts, or its last attempt goes on. */
  TRIES_AGAIN;

  static Renewal of(NodeType type) {
    return type instanceof NodeType.Leaf leaf ? of(leaf) : of((NodeType.Virtual) type);
  }

  private static Renewal of(NodeType.Leaf leaf) {
    return switch (leaf) {
      case POD, SUSPEND, HTTP, PLUGIN, SKIPPED -> BEGINS_ANEW;
      case CONTAINER -> WITH_ITS_POD;
    };
  }

  private static Renewal of(NodeType.Virtual virtual) {
    return switch (virtual) {
      case STEPS, STEP_GROUP, TASK_GROUP -> GOES_ON;
      case DAG -> GOES_ON_WHERE_IT_MATTERS;
      case RETRY -> TRIES_AGAIN;
    };
  }
}
