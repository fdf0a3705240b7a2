package io.argobuild.core.retry;

import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.status.NodeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Retry node that has not ended.
 *
 * @param strategy with its tags replaced
 * @param attempts how many there were; hooks of the node are none
 * @param last the last attempt; null before the first
 * @param firstStartedAt when the first attempt started; null before it has
 * @param shutdown {@code Stop}, {@code Terminate} or empty
 * @param workflowDeadline when the workflow has to end; null for never
 */
public record RetryState(
    RetryStrategy strategy,
    int attempts,
    @Nullable NodeStatus last,
    @Nullable Instant firstStartedAt,
    String shutdown,
    @Nullable Instant workflowDeadline,
    Instant now) {}
