package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What a GC would do. No store is asked, so folders are told by their keys. */
public record GcPreview(GcPlan plan) {

  /** One line such as {@code would delete 3, skip 1}, then one for each key. */
  public String toText() {
    StringBuilder text = new StringBuilder("would delete ").append(plan.deletions().size());
    if (!plan.skipped().isEmpty()) {
      text.append(", skip ").append(plan.skipped().size());
    }
    for (GcPlan.Deletion deletion : plan.deletions()) {
      text.append(System.lineSeparator()).append("  delete ").append(deletion.key().text());
    }
    for (GcPlan.Skip skip : plan.skipped()) {
      text.append(System.lineSeparator())
          .append("  skip ")
          .append(skip.target().state().name())
          .append(" of ")
          .append(skip.target().nodeId())
          .append(": ")
          .append(skip.text());
    }
    return text.toString();
  }

  /** The plan as a JSON object, with the names that {@link GcReport#toJson} has. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("workflow", plan.workflow()).put("dryRun", true);
    ArrayNode deletions = json.putArray("deletions");
    for (GcPlan.Deletion deletion : plan.deletions()) {
      ObjectNode one = deletions.addObject().put("key", deletion.key().text());
      one.put("extent", deletion.extent().name().toLowerCase(Locale.ROOT));
      ArrayNode artifacts = one.putArray("artifacts");
      for (GcPlan.Target target : deletion.targets()) {
        artifacts.addObject().put("nodeId", target.nodeId()).put("artifact", target.state().name());
      }
    }
    ArrayNode skipped = json.putArray("skipped");
    for (GcPlan.Skip skip : plan.skipped()) {
      skipped
          .addObject()
          .put("nodeId", skip.target().nodeId())
          .put("artifact", skip.target().state().name())
          .put("key", skip.target().state().key())
          .put("reason", skip.reason().text())
          .put("detail", skip.detail());
    }
    return json.toString();
  }
}
