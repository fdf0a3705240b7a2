package io.argobuild.core.manifest.yaml;

import io.argobuild.core.problem.Problem;

/** What became of one document of a file. */
public sealed interface YamlResult {

  /** It was read. */
  record Read(YamlDocument document) implements YamlResult {}

  /** It could not be read. */
  record Refused(Problem problem) implements YamlResult {}
}
