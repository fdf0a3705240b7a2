package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.pod.Transfer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A pod with the status that a cluster would give it. */
final class PodStates {
  static final String HOST = "host-1";
  static final String IP = "10.0.0.1";
  private static final int SIGTERM = 143;

  private PodStates() {}

  static ObjectNode pending(PodPlan plan) {
    ObjectNode pod = plan.pod().deepCopy();
    pod.putObject("status").put("phase", "Pending");
    return pod;
  }

  static ObjectNode running(PodPlan plan, Instant now) {
    ObjectNode pod = plan.pod().deepCopy();
    ((ObjectNode) pod.path("spec")).put("nodeName", HOST);
    ObjectNode status = pod.putObject("status").put("phase", "Running").put("podIP", IP);
    ArrayNode statuses = status.putArray("containerStatuses");
    for (var container : pod.path("spec").path("containers")) {
      ObjectNode state = statuses.addObject().put("name", container.path("name").asText());
      state.put("ready", true).putObject("state").putObject("running").put("startedAt", now + "");
    }
    return pod;
  }

  /** Ended by itself, with what collect has to report. */
  static ObjectNode ended(PodPlan plan, PodOutcome outcome, Instant now) {
    return ended(plan, outcome, now, false);
  }

  /** Ended by SIGTERM; parameters and artifacts that were there by then are kept. */
  static ObjectNode killed(PodPlan plan, PodOutcome outcome, Instant now) {
    return ended(plan, outcome, now, true);
  }

  private static ObjectNode ended(PodPlan plan, PodOutcome outcome, Instant now, boolean killed) {
    ObjectNode pod = plan.pod().deepCopy();
    ((ObjectNode) pod.path("spec")).put("nodeName", HOST);
    ObjectNode status = pod.putObject("status").put("podIP", IP);
    ArrayNode statuses = status.putArray("containerStatuses");
    boolean ok = true;
    for (var container : pod.path("spec").path("containers")) {
      String name = container.path("name").asText();
      ObjectNode end = statuses.addObject().put("name", name);
      ObjectNode terminated = end.putObject("state").putObject("terminated");
      int code = 0;
      if (name.equals(PodProtocol.COLLECT)) {
        ObjectNode report = report(plan, outcome);
        code = report.path("errors").isEmpty() ? 0 : PodProtocol.EXECUTOR_FAILURE;
        terminated.put("message", report.toString());
      } else {
        code = killed ? SIGTERM : outcome.exitOf(name);
      }
      ok &= code == 0;
      terminated.put("exitCode", code).put("reason", code == 0 ? "Completed" : "Error");
      terminated.put("startedAt", now.minus(outcome.runs()).toString());
      terminated.put("finishedAt", now.toString());
    }
    status.put("phase", ok ? "Succeeded" : "Failed");
    return pod;
  }

  private static ObjectNode report(PodPlan plan, PodOutcome outcome) {
    ObjectNode report = plan.pod().objectNode().put("v", 1).put("exit", outcome.exitCode());
    ArrayNode parameters = report.putArray("parameters");
    outcome
        .parameters()
        .forEach(
            (name, value) -> parameters.addObject().put("name", name).put("value", b64(value)));
    ArrayNode artifacts = report.putArray("artifacts");
    ArrayNode errors = report.putArray("errors");
    for (Transfer transfer : plan.transfers()) {
      if (transfer.direction() != Transfer.Direction.STORE) {
        continue;
      }
      if (outcome.missing().contains(transfer.artifact())) {
        errors.addObject().put("artifact", transfer.artifact()).put("code", "NOT_FOUND");
      } else {
        artifacts
            .addObject()
            .put("name", transfer.artifact())
            .put("key", transfer.key())
            .put("size", 7)
            .put("etag", "e1");
      }
    }
    return report;
  }

  private static String b64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
