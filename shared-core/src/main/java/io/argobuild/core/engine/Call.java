package io.argobuild.core.engine;

import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.status.NodeFlag;
import org.jspecify.annotations.Nullable;

/**
 * The call of a template, or a place in a group: everything that is settled before the node exists.
 *
 * @param invocation what calls, its tags resolved
 * @param name the node's full name
 * @param id the node's ID
 * @param scope where the caller's template name is looked up
 * @param boundaryId the Steps or DAG node around it; empty for roots
 * @param ownerId the node whose driver is told of changes; empty for the workflow
 * @param memberId the owner's member that this belongs to: the node itself, or the one it is a hook
 *     of
 * @param flag why the node exists beside plain calls; null for those
 * @param exitHandler whether it is, or is inside of, an exit handler
 * @param captureResult whether somebody asks for its {@code outputs.result}
 * @param depth nesting of nodes, to drive inner ones first
 * @param stack nesting of templates, which has a limit
 */
record Call(
    Invocation invocation,
    String name,
    String id,
    String scope,
    String boundaryId,
    String ownerId,
    String memberId,
    @Nullable NodeFlag flag,
    boolean exitHandler,
    boolean captureResult,
    int depth,
    int stack) {

  /** An attempt of this call, which is a Retry node. */
  Call attempt(String attemptName, String attemptId) {
    NodeFlag retried = flag == null ? NodeFlag.RETRIED : flag.asRetried();
    return new Call(
        invocation,
        attemptName,
        attemptId,
        scope,
        boundaryId,
        id,
        attemptId,
        retried,
        exitHandler,
        captureResult,
        depth + 1,
        stack);
  }
}
