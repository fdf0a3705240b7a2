package io.argobuild.core.pod;

/**
 * An artifact moved between a pod and the run's repository.
 *
 * @param artifact the artifact's name in its template
 * @param direction from the store into the pod, or the other way
 * @param key place in the repository
 */
public record Transfer(String artifact, Direction direction, String key) {
  /** Which way the bytes go. */
  public enum Direction {
    FETCH,
    STORE
  }
}
