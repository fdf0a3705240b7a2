package io.argobuild.core.status;

/**
 * A condition of a workflow.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param message may be empty
 */
public record Condition(String type, String status, String message) {}
