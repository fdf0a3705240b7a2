package io.argobuild.core.engine;

import io.argobuild.core.status.NodeStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reconciliation came to.
 *
 * @param next the state to go on with
 * @param changed nodes that are new or differ, in the order in which they first changed; to be made
 *     durable before any action is taken
 * @param statusChanged whether the workflow's own status or spec differs
 * @param actions what to do, in order
 * @param wakeAt when to reconcile again although nothing happened; null for never
 */
public record Decision(
    WorkflowState next,
    List<NodeStatus> changed,
    boolean statusChanged,
    List<Action> actions,
    @Nullable Instant wakeAt) {}
