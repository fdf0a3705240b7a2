package io.argobuild.core.artifact;

import io.argobuild.core.problem.Problem;

/** What became of one object of a deletion. */
public sealed interface DeleteOutcome {
  ArtifactKey key();

  /** It is not there any more, or never was; stores don't tell. */
  record Deleted(ArtifactKey key) implements DeleteOutcome {}

  /** It may be there still; worth another try if the problem is TRANSIENT. */
  record Failed(ArtifactKey key, Problem problem) implements DeleteOutcome {}
}
