package io.argobuild.core.cluster;

/**
 * Which log to read.
 *
 * @param container its name
 * @param position {@link PodLog.Line#position} to go on from; empty means the beginning
 * @param follow whether to wait for more until the container has ended
 */
public record LogRequest(String container, String position, boolean follow) {

  /** What is there now. */
  public static LogRequest all(String container) {
    return new LogRequest(container, "", false);
  }

  /** From the beginning until the container has ended. */
  public static LogRequest following(String container) {
    return new LogRequest(container, "", true);
  }

  public LogRequest from(String newPosition) {
    return new LogRequest(container, newPosition, follow);
  }
}
