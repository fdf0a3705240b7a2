package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.pod.PodProtocol;

/**
 * Which logs of pods are handed to the listener while a run goes on.
 *
 * @param main logs of main containers
 * @param sidecars logs of sidecars too
 */
public record LogOptions(boolean main, boolean sidecars) {
  public static final LogOptions NONE = new LogOptions(false, false);
  public static final LogOptions MAIN = new LogOptions(true, false);
  public static final LogOptions ALL = new LogOptions(true, true);

  /** The containers of a containerSet are all main ones. */
  boolean wants(ObjectNode pod, String container) {
    if (PodProtocol.isHelper(container)) {
      return false;
    }
    return container.equals(PodProtocol.MAIN) || !hasMain(pod) ? main : sidecars;
  }

  private static boolean hasMain(ObjectNode pod) {
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (container.path("name").asText().equals(PodProtocol.MAIN)) {
        return true;
      }
    }
    return false;
  }
}
