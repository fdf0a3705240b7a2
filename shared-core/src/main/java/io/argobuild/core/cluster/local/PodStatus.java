package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.local.PodRecord.ContainerRecord;
import io.argobuild.core.cluster.local.PodRecord.Exit;
import io.argobuild.core.cluster.local.PodRecord.How;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status a kubelet would report: a function of the pod and of its record. Words and rules are
 * Kubernetes 1.35's ({@code getPhase}, {@code generateAPIPodStatus}).
 */
final class PodStatus {
  static final String ADDRESS = "127.0.0.1";
  private static final String UNKNOWN_REASON = "ContainerStatusUnknown";
  private static final String UNKNOWN_MESSAGE =
      "The container could not be located when the pod was terminated";
  private static final int MESSAGES_BYTES_OF_POD = 12 * 1024;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode spec;
  private final PodRecord record;
  private final int messageBytes;

  private PodStatus(JsonNode pod, PodRecord record) {
    this.spec = pod.path("spec");
    this.record = record;
    int containers = spec.path("containers").size() + spec.path("initContainers").size();
    this.messageBytes = MESSAGES_BYTES_OF_POD / Math.max(1, containers);
  }

  static ObjectNode of(JsonNode pod, PodRecord record) {
    return new PodStatus(pod, record).status();
  }

  private ObjectNode status() {
    String phase = phase();
    ObjectNode status = JSON.objectNode().put("phase", phase);
    explainEnd(status);
    status.set("conditions", conditions(phase));
    if (record.startedAt() != null) {
      status.put("startTime", time(record.startedAt()));
      status.put("hostIP", ADDRESS).putArray("hostIPs").addObject().put("ip", ADDRESS);
      status.put("podIP", ADDRESS).putArray("podIPs").addObject().put("ip", ADDRESS);
      String waiting =
          spec.path("initContainers").isEmpty() ? "ContainerCreating" : "PodInitializing";
      if (!spec.path("initContainers").isEmpty()) {
        status.set("initContainerStatuses", statuses("initContainers", waiting));
      }
      status.set("containerStatuses", statuses("containers", waiting));
    }
    return status.put("qosClass", "BestEffort");
  }

  private void explainEnd(ObjectNode status) {
    PodRecord.Ended ended = record.ended();
    if (ended == null || ended.how() == How.BY_ITSELF) {
      return;
    }
    if (ended.how() == How.DEADLINE_EXCEEDED) {
      status.put("reason", "DeadlineExceeded");
      status.put("message", "Pod was active on the node longer than the specified deadline");
    } else if (ended.how() == How.LOST) {
      status.put("reason", "NodeLost");
      status.put(
          "message",
          "The process that supervised the pod is gone: it was killed or the machine was"
              + " restarted");
    } else {
      status.put("reason", "Terminated");
      status.put("message", "Pod was terminated before it started");
    }
  }

  private String phase() {
    PodRecord.Ended ended = record.ended();
    if (ended != null && ended.how() != How.BY_ITSELF) {
      return "Failed";
    }
    if (record.startedAt() == null) {
      return "Pending";
    }
    boolean initFailed = false;
    boolean initPending = false;
    for (JsonNode container : spec.path("initContainers")) {
      Exit exit = exit(container);
      initFailed |= exit != null && exit.code() != 0;
      initPending |= exit == null;
    }
    String phase = initFailed ? "Failed" : initPending ? "Pending" : mainPhase();
    if (ended != null) {
      // An ended pod with containers that never got to start is not pending for ever.
      return phase.equals("Succeeded") ? phase : "Failed";
    }
    // The end is the supervisor's to tell: he knows whether it was for the deadline.
    return phase.equals("Pending") || initFailed ? "Pending" : "Running";
  }

  private String mainPhase() {
    boolean waiting = false;
    boolean running = false;
    boolean failed = false;
    for (JsonNode container : spec.path("containers")) {
      ContainerRecord state = state(container);
      Exit exit = exit(container);
      waiting |= exit == null && !state.isRunning();
      running |= exit == null && state.isRunning();
      failed |= exit != null && exit.code() != 0;
    }
    if (waiting) {
      return "Pending";
    }
    return running ? "Running" : failed ? "Failed" : "Succeeded";
  }

  private ContainerRecord state(JsonNode container) {
    return record.container(container.path("name").asText());
  }

  /** Its exit; one is made up for what can no longer be found. */
  private @Nullable Exit exit(JsonNode container) {
    ContainerRecord state = state(container);
    if (state.exit() == null && record.ended() != null && state.isRunning()) {
      return new Exit(137, UNKNOWN_REASON, UNKNOWN_MESSAGE, record.ended().at());
    }
    return state.exit();
  }

  private ArrayNode statuses(String field, String waitingReason) {
    ArrayNode statuses = JSON.arrayNode();
    for (JsonNode container : spec.path(field)) {
      statuses.add(containerStatus(container, field.equals("initContainers"), waitingReason));
    }
    return statuses;
  }

  private ObjectNode containerStatus(JsonNode container, boolean init, String waitingReason) {
    ContainerRecord state = state(container);
    Exit exit = exit(container);
    boolean running = exit == null && state.isRunning();
    ObjectNode status = JSON.objectNode().put("name", container.path("name").asText());
    status.put("image", container.path("image").asText(""));
    status.put("imageID", "").put("restartCount", 0).put("started", running);
    status.put("ready", init ? exit != null && exit.code() == 0 : running && state.ready());
    status.putObject("lastState");
    ObjectNode now = status.putObject("state");
    if (exit != null) {
      terminated(now.putObject("terminated"), exit, state.startedAt());
    } else if (state.startedAt() != null) {
      now.putObject("running").put("startedAt", time(state.startedAt()));
    } else if (state.blocked() != null) {
      ObjectNode waiting = now.putObject("waiting").put("reason", state.blocked().reason());
      waiting.put("message", state.blocked().message());
    } else {
      now.putObject("waiting").put("reason", waitingReason);
    }
    return status;
  }

  private void terminated(ObjectNode to, Exit exit, @Nullable Instant startedAt) {
    to.put("exitCode", exit.code()).put("reason", exit.reason());
    if (!exit.message().isEmpty()) {
      to.put("message", limited(exit.message(), messageBytes));
    }
    to.put("startedAt", time(startedAt == null ? exit.at() : startedAt));
    to.put("finishedAt", time(exit.at()));
  }

  private ArrayNode conditions(String phase) {
    List<String> unready = new ArrayList<>();
    for (JsonNode container : spec.path("containers")) {
      if (!state(container).isRunning() || !state(container).ready() || exit(container) != null) {
        unready.add(container.path("name").asText());
      }
    }
    boolean initialized = record.startedAt() != null;
    for (JsonNode container : spec.path("initContainers")) {
      Exit exit = exit(container);
      initialized &= exit != null && exit.code() == 0;
    }
    boolean scheduled = record.startedAt() != null;
    String reason = phase.equals("Succeeded") ? "PodCompleted" : "ContainersNotReady";
    ArrayNode conditions = JSON.arrayNode();
    condition(conditions, "PodScheduled", scheduled, "WaitingForItsTurn");
    condition(conditions, "Initialized", initialized, "ContainersNotInitialized");
    condition(conditions, "ContainersReady", scheduled && unready.isEmpty(), reason);
    condition(conditions, "Ready", scheduled && unready.isEmpty(), reason);
    return conditions;
  }

  private static void condition(ArrayNode to, String type, boolean holds, String reasonIfNot) {
    ObjectNode condition = to.addObject().put("type", type).put("status", holds ? "True" : "False");
    if (!holds) {
      condition.put("reason", reasonIfNot);
    }
  }

  /** At most so many bytes of UTF-8, no character cut. */
  static String limited(String text, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= bytes) {
      return text;
    }
    int end = bytes;
    while (end > 0 && (all[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }

  static String time(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
