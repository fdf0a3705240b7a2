package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How a failed node is tried again. */
public record RetryStrategy(ObjectNode raw) {
  /** A whole number, or text that becomes one by substitution; empty means no limit. */
  public Optional<String> limit() {
    return Fields.text(raw, "limit");
  }

  /** {@code Always}, {@code OnFailure}, {@code OnError}, {@code OnTransientError} or empty. */
  public String retryPolicy() {
    return Fields.textOrEmpty(raw, "retryPolicy");
  }

  public String expression() {
    return Fields.textOrEmpty(raw, "expression");
  }

  public Optional<Backoff> backoff() {
    return Fields.object(raw, "backoff").map(Backoff::new);
  }

  public boolean nodeAntiAffinity() {
    return raw.path("affinity").path("nodeAntiAffinity").isObject();
  }

  /** Waiting times; each is a duration or empty. */
  public record Backoff(ObjectNode raw) {
    public String duration() {
      return Fields.textOrEmpty(raw, "duration");
    }

    /** A whole number, or empty. */
    public String factor() {
      return Fields.textOrEmpty(raw, "factor");
    }

    public String maxDuration() {
      return Fields.textOrEmpty(raw, "maxDuration");
    }

    public String cap() {
      return Fields.textOrEmpty(raw, "cap");
    }
  }
}
