package io.argobuild.core.report.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.report.view.View.NamedValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view as JSON; fields without a value are left out. */
public final class ViewJson {
  private ViewJson() {}

  /** On one line. */
  public static String write(View view) {
    return json(view).toString();
  }

  static ObjectNode json(View view) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", View.SCHEMA);
    time(json, "generatedAt", view.generatedAt());
    json.put("final", view.settled());
    json.set("run", run(view.run()));
    ArrayNode nodes = json.putArray("nodes");
    view.nodes().forEach(node -> nodes.add(node(node)));
    if (view.gc() != null) {
      json.set("gc", gc(view.gc()));
    }
    ArrayNode next = json.putArray("next");
    view.next().forEach(n -> next.addObject().put("why", n.why()).put("command", n.command()));
    return json;
  }

  private static ObjectNode run(View.Run run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", run.name());
    text(json, "namespace", run.namespace());
    text(json, "runtime", run.runtime());
    text(json, "manifest", run.manifest());
    json.put("phase", run.phase());
    text(json, "message", run.message());
    text(json, "entrypoint", run.entrypoint());
    text(json, "progress", run.progress());
    time(json, "started", run.started());
    time(json, "finished", run.finished());
    values(json, "parameters", run.parameters());
    values(json, "outputs", run.outputs());
    values(json, "conditions", run.conditions());
    return json;
  }

  private static ObjectNode node(ViewNode node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", node.id()).put("name", node.name()).put("label", node.label());
    json.put("type", node.type()).put("phase", node.phase());
    text(json, "parent", node.parent());
    text(json, "role", node.role().text());
    text(json, "template", node.template());
    text(json, "message", node.message());
    if (node.exitCode() != null) {
      json.put("exitCode", node.exitCode());
    }
    time(json, "created", node.created());
    time(json, "started", node.started());
    time(json, "finished", node.finished());
    texts(json, "next", node.next());
    if (node.waiting() != null) {
      json.set("waiting", waiting(node.waiting()));
    }
    values(json, "inputs", node.inputs());
    values(json, "outputs", node.outputs());
    if (node.pod() != null) {
      text(json.putObject("pod").put("name", node.pod().name()), "host", node.pod().host());
    }
    if (node.log() != null) {
      ObjectNode log = json.putObject("log");
      texts(log, "lines", node.log().lines());
      if (node.log().total() >= 0) {
        log.put("total", node.log().total());
      }
    }
    if (!node.artifacts().isEmpty()) {
      ArrayNode artifacts = json.putArray("artifacts");
      node.artifacts().forEach(artifact -> artifacts.add(artifact(artifact)));
    }
    if (node.critical()) {
      json.put("critical", true);
    }
    return json;
  }

  private static ObjectNode waiting(ViewNode.Waiting waiting) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", waiting.kind()).put("text", waiting.text()).put("short", waiting.brief());
    if (!waiting.fields().isEmpty()) {
      ArrayNode fields = json.putArray("fields");
      for (ViewNode.Field field : waiting.fields()) {
        ObjectNode one = fields.addObject().put("name", field.name());
        if (field.value() != null) {
          one.put("value", field.value());
        }
        texts(one, "options", field.options());
        text(one, "description", field.description());
      }
    }
    return json;
  }

  private static ObjectNode artifact(ViewArtifact artifact) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", artifact.name()).put("state", artifact.state());
    text(json, "key", artifact.key());
    size(json, artifact.size());
    text(json, "gc", artifact.strategy());
    text(json, "reason", artifact.reason());
    if (artifact.failure() != null) {
      json.put("class", artifact.failure().problemClass())
          .put("message", artifact.failure().message())
          .put("attempts", artifact.failure().attempts());
    }
    return json;
  }

  private static ObjectNode gc(ViewGc gc) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("phase", gc.phase().text());
    text(json, "strategy", gc.strategy());
    json.put("verified", gc.verified());
    text(json, "note", gc.note());
    ArrayNode deleted = json.putArray("deleted");
    for (ViewGc.Deleted gone : gc.deleted()) {
      ObjectNode one = deleted.addObject();
      one.put("node", gone.node()).put("artifact", gone.artifact()).put("key", gone.key());
      size(one, gone.size());
    }
    ArrayNode skipped = json.putArray("skipped");
    for (ViewGc.Skipped skip : gc.skipped()) {
      skipped
          .addObject()
          .put("node", skip.node())
          .put("artifact", skip.artifact())
          .put("reason", skip.reason());
    }
    ArrayNode failed = json.putArray("failed");
    for (ViewGc.Failed failure : gc.failed()) {
      failed
          .addObject()
          .put("node", failure.node())
          .put("artifact", failure.artifact())
          .put("key", failure.key())
          .put("class", failure.problemClass())
          .put("message", failure.message())
          .put("attempts", failure.attempts());
    }
    return json;
  }

  private static void text(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }

  private static void size(ObjectNode json, long bytes) {
    if (bytes >= 0) {
      json.put("size", bytes);
    }
  }

  private static void time(ObjectNode json, String field, @Nullable Instant time) {
    if (time != null) {
      json.put(field, time.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  private static void texts(ObjectNode json, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode list = json.putArray(field);
      values.forEach(list::add);
    }
  }

  private static void values(ObjectNode json, String field, List<NamedValue> values) {
    if (!values.isEmpty()) {
      ArrayNode list = json.putArray(field);
      values.forEach(v -> list.addObject().put("name", v.name()).put("value", v.value()));
    }
  }
}
