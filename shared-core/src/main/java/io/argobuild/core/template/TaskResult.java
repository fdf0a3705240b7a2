package io.argobuild.core.template;

import java.util.Optional;

/** What {@code depends} can ask of a task. */
public enum TaskResult {
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ERRORED("Errored"),
  SKIPPED("Skipped"),
  OMITTED("Omitted"),
  DAEMONED("Daemoned"),
  /** Some item of a loop succeeded. */
  ANY_SUCCEEDED("AnySucceeded"),
  /** All items of a loop failed, and there were some. */
  ALL_FAILED("AllFailed");

  private final String text;

  TaskResult(String text) {
    this.text = text;
  }

  /** As written in manifests. */
  public String text() {
    return text;
  }

  /** Whether only a loop has this result. */
  public boolean isOfItems() {
    return this == ANY_SUCCEEDED || this == ALL_FAILED;
  }

  public static Optional<TaskResult> of(String text) {
    for (TaskResult result : values()) {
      if (result.text.equals(text)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }
}
