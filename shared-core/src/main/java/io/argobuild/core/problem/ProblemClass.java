package io.argobuild.core.problem;

/**
 * Whose turn it is after an error: the user's configuration, an administrator's, time's, or ours.
 */
public enum ProblemClass {
  /** Something the user wrote or set is wrong or missing. */
  CONFIGURATION,
  /** A right is missing. */
  PERMISSION,
  /** Something named does not exist. */
  NOT_FOUND,
  /** Worth another try, unchanged. */
  TRANSIENT,
  /** A defect of this product, or of the machine it runs on. */
  INTERNAL
}
