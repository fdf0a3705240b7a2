package io.argobuild.core.artifact;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text of which the keys of a repository are made (Argo 4.1.2): the key of a pod's archive
 * location, below which its artifacts are stored.
 */
public record KeyFormat(String text) {
  public static final KeyFormat DEFAULT = new KeyFormat("{{workflow.name}}/{{pod.name}}");

  /** The format of a repository, by its driver. */
  public static KeyFormat of(ArtifactLocation repository) {
    Optional<ArtifactDriver> driver = repository.driver();
    if (driver.isEmpty()) {
      return DEFAULT;
    }
    String field =
        switch (driver.get()) {
          case AZURE -> "blobNameFormat";
          case HDFS -> "pathFormat";
          case ARTIFACTORY, GIT, GCS, HTTP, OSS, RAW, S3, PLUGIN -> "keyFormat";
        };
    String format = Fields.textOrEmpty(repository.fields(), field);
    if (!format.isEmpty()) {
      return new KeyFormat(format);
    }
    String prefix = Fields.textOrEmpty(repository.fields(), "keyPrefix");
    boolean prefixed = driver.get() == ArtifactDriver.S3 && !prefix.isEmpty();
    return prefixed ? new KeyFormat(prefix + "/" + DEFAULT.text) : DEFAULT;
  }

  /**
   * Puts in the values of variables. Values are not looked into again.
   *
   * @param variables value by name, without braces and blanks
   * @throws ProblemException {@code ARTIFACT_KEY_UNRESOLVED} for a variable without a value
   */
  public String expand(Function<String, Optional<String>> variables) {
    StringBuilder key = new StringBuilder();
    int at = 0;
    while (true) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open);
      if (close < 0) {
        return key.append(text, at, text.length()).toString();
      }
      String name = text.substring(open + 2, close).strip();
      String value = variables.apply(name).orElseThrow(() -> unresolved(name));
      key.append(text, at, open).append(value);
      at = close + 2;
    }
  }

  private ProblemException unresolved(String name) {
    return new ProblemException(
        new Problem(
            "ARTIFACT_KEY_UNRESOLVED",
            ProblemClass.CONFIGURATION,
            "failed to resolve {{" + name + "}}",
            new Place.At("key format '" + text + "'"),
            "Use variables that every pod has, such as {{workflow.name}} and {{pod.name}}"));
  }
}
