package io.argobuild.core.lint;

/** How much a finding matters. */
public enum Severity {
  /** It will not run, or Argo refuses it. */
  ERROR,
  /** It runs, but probably not as meant. */
  WARNING,
  /** Worth knowing. */
  INFO
}
