package io.argobuild.core.run;

import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param status without nodes; null when the run can't be read
 * @param driver who drives it now, as people read it; empty for nobody
 * @param problem why it can't be read; empty when it can
 */
public record RunInfo(
    String name,
    Instant createdAt,
    @Nullable WorkflowStatus status,
    String driver,
    String problem) {}
