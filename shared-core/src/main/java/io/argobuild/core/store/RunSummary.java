package io.argobuild.core.store;

import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param status without nodes; null when the run can't be read
 * @param spec the workflow's own; null when the run can't be read
 * @param owner who drives it now; null for nobody
 * @param problem why it can't be read; null when it can
 */
public record RunSummary(
    String name,
    Instant createdAt,
    @Nullable WorkflowStatus status,
    @Nullable WorkflowSpec spec,
    @Nullable RunOwner owner,
    @Nullable Problem problem) {}
