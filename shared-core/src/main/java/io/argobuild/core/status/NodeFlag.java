package io.argobuild.core.status;

/**
 * Why a node exists beside the plain calls.
 *
 * @param hooked it is an exit handler or a hook
 * @param retried it is an attempt
 */
public record NodeFlag(boolean hooked, boolean retried) {
  public static final NodeFlag EMPTY = new NodeFlag(false, false);
  public static final NodeFlag HOOKED = new NodeFlag(true, false);
  public static final NodeFlag RETRIED = new NodeFlag(false, true);

  public NodeFlag asRetried() {
    return new NodeFlag(hooked, true);
  }
}
