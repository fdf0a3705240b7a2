package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A template: what can be called, with its inputs and outputs. */
public record Template(ObjectNode raw) {
  public String name() {
    return Fields.textOrEmpty(raw, "name");
  }

  /** Empty when no body is given. */
  public Optional<TemplateType> type() {
    for (TemplateType type : TemplateType.values()) {
      JsonNode body = raw.get(type.field());
      if (body != null && !body.isNull()) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  public Inputs inputs() {
    return new Inputs(Fields.objectOrNothing(raw, "inputs"));
  }

  public Outputs outputs() {
    return new Outputs(Fields.objectOrNothing(raw, "outputs"));
  }

  /** The groups of a steps template; each runs when the one before has ended. */
  public List<List<Step>> steps() {
    List<List<Step>> groups = new ArrayList<>();
    for (JsonNode group : raw.path("steps")) {
      List<Step> steps = new ArrayList<>();
      for (JsonNode step : group) {
        steps.add(new Step(step instanceof ObjectNode object ? object : raw.objectNode()));
      }
      groups.add(List.copyOf(steps));
    }
    return List.copyOf(groups);
  }

  public Optional<Dag> dag() {
    return Fields.object(raw, "dag").map(Dag::new);
  }

  public Optional<ObjectNode> container() {
    return Fields.object(raw, "container");
  }

  public Optional<ObjectNode> script() {
    return Fields.object(raw, "script");
  }

  public Optional<ObjectNode> containerSet() {
    return Fields.object(raw, "containerSet");
  }

  public Optional<ObjectNode> suspend() {
    return Fields.object(raw, "suspend");
  }

  public Optional<ObjectNode> data() {
    return Fields.object(raw, "data");
  }

  public Optional<ObjectNode> http() {
    return Fields.object(raw, "http");
  }

  public Optional<ObjectNode> resource() {
    return Fields.object(raw, "resource");
  }

  public Optional<RetryStrategy> retryStrategy() {
    return Fields.object(raw, "retryStrategy").map(RetryStrategy::new);
  }

  public Optional<Long> parallelism() {
    return Fields.number(raw, "parallelism");
  }

  public boolean failFast() {
    return Fields.flag(raw, "failFast");
  }

  public boolean daemon() {
    return Fields.flag(raw, "daemon");
  }

  /** A duration, or empty. */
  public String timeout() {
    return Fields.textOrEmpty(raw, "timeout");
  }

  /** A duration, or empty. */
  public String pendingTimeout() {
    return Fields.textOrEmpty(raw, "pendingTimeout");
  }

  /** A whole number, or text that becomes one by substitution; empty when absent. */
  public String activeDeadlineSeconds() {
    return Fields.textOrEmpty(raw, "activeDeadlineSeconds");
  }

  public Optional<ObjectNode> memoize() {
    return Fields.object(raw, "memoize");
  }

  public Optional<ObjectNode> synchronization() {
    return Fields.object(raw, "synchronization");
  }

  public Optional<ObjectNode> archiveLocation() {
    return Fields.object(raw, "archiveLocation");
  }

  public ObjectNode metadata() {
    return Fields.objectOrNothing(raw, "metadata");
  }
}
