package io.argobuild.core.run;

/**
 * Which logs to read.
 *
 * @param node name, display name or ID of a node, or name of a pod; empty for all
 * @param container its name
 * @param follow whether to wait for more until the workflow has ended
 * @param tail last lines of each pod; negative for all
 */
public record LogQuery(String node, String container, boolean follow, int tail) {
  public static final LogQuery ALL = new LogQuery("", "main", false, -1);
}
