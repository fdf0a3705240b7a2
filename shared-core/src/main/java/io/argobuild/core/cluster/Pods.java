package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Reads of a pod's JSON that every cluster needs. */
public final class Pods {
  private static final long DEFAULT_GRACE_SECONDS = 30;

  private Pods() {}

  /** Empty when it has none. */
  public static String name(JsonNode pod) {
    return pod.path("metadata").path("name").asText("");
  }

  /** Empty when there is no status yet. */
  public static String phase(JsonNode pod) {
    return pod.path("status").path("phase").asText("");
  }

  /** Whether it has ended: {@code Succeeded} or {@code Failed}. */
  public static boolean ended(JsonNode pod) {
    String phase = phase(pod);
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** Whether it has been told to go. */
  public static boolean goes(JsonNode pod) {
    return pod.path("metadata").has("deletionTimestamp");
  }

  /** Its own grace period, 30 s by default as in Kubernetes. */
  public static Duration grace(JsonNode pod) {
    JsonNode seconds = pod.path("spec").path("terminationGracePeriodSeconds");
    return Duration.ofSeconds(Math.max(0, seconds.asLong(DEFAULT_GRACE_SECONDS)));
  }
}
