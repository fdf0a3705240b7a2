package io.argobuild.core.retry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a finished workflow is to run again, besides what failed.
 *
 * @param restartSuccessful whether the nodes that the selector chooses run again although they
 *     succeeded
 * @param nodeFieldSelector see {@link FieldSelector}; used with {@code restartSuccessful} only
 * @param node name, display name or ID of one more node; empty for none
 * @param extent what of the chosen nodes runs again
 * @param parameters values of the workflow's parameters from now on
 */
public record RetryOptions(
    boolean restartSuccessful,
    String nodeFieldSelector,
    String node,
    Extent extent,
    Map<String, String> parameters) {
  public static final RetryOptions FAILED =
      new RetryOptions(false, "", "", Extent.FOLLOWING, Map.of());

  /** What of a chosen node runs again. */
  public enum Extent {
    /** The node, all that is in it, and all that came after it, as in Argo. */
    FOLLOWING,
    /** The node and all that is in it; what came after it is kept. */
    ALONE
  }

  public RetryOptions {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static RetryOptions selecting(String nodeFieldSelector) {
    return new RetryOptions(true, nodeFieldSelector, "", Extent.FOLLOWING, Map.of());
  }

  public RetryOptions with(Map<String, String> values) {
    return new RetryOptions(restartSuccessful, nodeFieldSelector, node, extent, values);
  }

  public RetryOptions withNode(String name, Extent howFar) {
    return new RetryOptions(restartSuccessful, nodeFieldSelector, name, howFar, parameters);
  }

  /** Whether any node is chosen, so that a workflow that succeeded may be retried. */
  boolean chooses() {
    return (restartSuccessful && !nodeFieldSelector.isEmpty()) || !node.isEmpty();
  }
}
