package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A plan for people, and for programs. */
final class RetryPlanText {
  private RetryPlanText() {}

  private static final int FIRST_SHOWN = 4;

  /** Counts, and what runs first. */
  static String summary(RetryPlan plan) {
    int again = plan.with(RetryFate.REMOVED).size() + plan.with(RetryFate.AGAIN).size();
    String first =
        String.join(", ", plan.first().subList(0, Math.min(FIRST_SHOWN, plan.first().size())));
    return "Retry of workflow "
        + plan.workflow().name()
        + ": "
        + plan.with(RetryFate.KEPT).size()
        + " nodes are kept, "
        + plan.with(RetryFate.RESET).size()
        + " go on, "
        + again
        + " run again or are decided on again; first "
        + first
        + (plan.first().size() > FIRST_SHOWN ? ", ..." : "");
  }

  static String text(RetryPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("Retry of workflow ").append(plan.workflow().name()).append('\n');
    list(text, "Mended in its status before", findings(plan));
    nodes(text, plan, RetryFate.REMOVED, "Taken out, to run again or be decided on again");
    nodes(text, plan, RetryFate.AGAIN, "Run again in their place");
    nodes(text, plan, RetryFate.RESET, "Go on");
    text.append("Kept: ").append(plan.with(RetryFate.KEPT).size()).append(" nodes\n");
    list(text, "Pods to delete", plan.pods());
    list(
        text,
        "Stored objects to delete",
        plan.objects().stream().map(object -> object.state().key()).toList());
    list(text, "First", plan.first());
    return text.toString();
  }

  private static List<String> findings(RetryPlan plan) {
    return plan.findings().stream().map(StatusFinding::toString).toList();
  }

  private static void nodes(StringBuilder text, RetryPlan plan, RetryFate fate, String title) {
    List<RetryPlan.Entry> entries = plan.with(fate);
    if (entries.isEmpty()) {
      return;
    }
    text.append(title).append(":\n");
    for (RetryPlan.Entry entry : entries) {
      text.append("  ").append(entry.name());
      text.append(" (").append(entry.type()).append(", ").append(entry.phase()).append("): ");
      text.append(entry.reason().text());
      if (!entry.because().isEmpty()) {
        text.append(": ").append(entry.because());
      }
      text.append('\n');
    }
  }

  private static void list(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(title).append(":\n");
      lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }

  static ObjectNode json(RetryPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("workflow", plan.workflow().name());
    ArrayNode findings = json.putArray("findings");
    for (StatusFinding finding : plan.findings()) {
      ObjectNode item = findings.addObject();
      item.put("kind", finding.kind().name()).put("node", finding.node());
      item.put("text", finding.text());
    }
    ArrayNode nodes = json.putArray("nodes");
    for (RetryPlan.Entry entry : plan.nodes()) {
      ObjectNode node = nodes.addObject();
      node.put("id", entry.nodeId()).put("name", entry.name()).put("type", entry.type());
      node.put("phase", entry.phase()).put("fate", entry.fate().name());
      node.put("reason", entry.reason().name());
      if (!entry.because().isEmpty()) {
        node.put("because", entry.because());
      }
    }
    ArrayNode pods = json.putArray("pods");
    plan.pods().forEach(pods::add);
    ArrayNode objects = json.putArray("objects");
    for (RetryPlan.StoredObject object : plan.objects()) {
      ObjectNode item = objects.addObject();
      item.put("node", object.node()).put("artifact", object.state().name());
      item.put("key", object.state().key());
    }
    ArrayNode first = json.putArray("first");
    plan.first().forEach(first::add);
    return json;
  }
}
