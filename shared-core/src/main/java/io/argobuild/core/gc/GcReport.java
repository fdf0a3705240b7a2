package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What artifact GC did.
 *
 * @param deleted keys that are gone
 * @param skipped artifacts that were left alone
 * @param failed keys that may be there still
 * @param remarks what people should know besides
 */
public record GcReport(
    String workflow,
    List<Deleted> deleted,
    List<Skipped> skipped,
    List<Failed> failed,
    List<String> remarks) {
  public GcReport {
    deleted = List.copyOf(deleted);
    skipped = List.copyOf(skipped);
    failed = List.copyOf(failed);
    remarks = List.copyOf(remarks);
  }

  /**
   * A key that is gone.
   *
   * @param objects how many there were; more than one for a folder
   */
  public record Deleted(String key, long objects) {}

  /**
   * An artifact that was left alone.
   *
   * @param key empty when it never had one
   * @param reason one of a few, such as {@code never stored}
   * @param detail may be empty
   */
  public record Skipped(String nodeId, String artifact, String key, String reason, String detail) {}

  /**
   * A key that may be there still.
   *
   * @param problemClass {@code TRANSIENT} when another try may help
   * @param attempts how often it was tried this time
   */
  public record Failed(String key, String problemClass, String message, int attempts) {}

  public boolean isComplete() {
    return failed.isEmpty();
  }

  /** One line such as {@code deleted 3, skipped 1 (never stored)}, then one for each failure. */
  public String toText() {
    StringBuilder text = new StringBuilder("deleted ").append(deleted.size());
    if (!skipped.isEmpty()) {
      text.append(", skipped ").append(skipped.size()).append(" (").append(reasons()).append(')');
    }
    if (!failed.isEmpty()) {
      text.append(", failed ").append(failed.size());
    }
    for (Failed failure : failed) {
      text.append(System.lineSeparator())
          .append("  ")
          .append(failure.key())
          .append(": ")
          .append(failure.problemClass())
          .append(": ")
          .append(failure.message());
    }
    remarks.forEach(remark -> text.append(System.lineSeparator()).append("  ").append(remark));
    return text.toString();
  }

  private String reasons() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    skipped.forEach(skip -> counts.merge(skip.reason(), 1, Integer::sum));
    return counts.size() == 1
        ? counts.keySet().iterator().next()
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  /** The record as a JSON object with the names of its components. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("workflow", workflow).put("complete", isComplete());
    ArrayNode gone = json.putArray("deleted");
    deleted.forEach(d -> gone.addObject().put("key", d.key()).put("objects", d.objects()));
    ArrayNode left = json.putArray("skipped");
    for (Skipped skip : skipped) {
      left.addObject()
          .put("nodeId", skip.nodeId())
          .put("artifact", skip.artifact())
          .put("key", skip.key())
          .put("reason", skip.reason())
          .put("detail", skip.detail());
    }
    ArrayNode failures = json.putArray("failed");
    for (Failed failure : failed) {
      failures
          .addObject()
          .put("key", failure.key())
          .put("class", failure.problemClass())
          .put("message", failure.message())
          .put("attempts", failure.attempts());
    }
    ArrayNode notes = json.putArray("remarks");
    remarks.forEach(notes::add);
    return json.toString();
  }
}
