package io.argobuild.core.report.view;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a node doesn't go on, as its status tells. */
final class WaitingReason {
  private static final String BACKOFF = "Backoff for ";

  private WaitingReason() {}

  static ViewNode.@Nullable Waiting of(NodeStatus node, Shown shown) {
    String message = shown.message(node.message());
    if (!node.waitingFor().isEmpty() && !node.phase().isTerminal()) {
      String text =
          message.isEmpty() ? "Waiting for " + shown.text(node.waitingFor()) + " lock" : message;
      return new ViewNode.Waiting("lock", text, "waits for a lock", List.of());
    }
    if (node.isActiveSuspend()) {
      String text = message.isEmpty() ? "Waits to be resumed" : message;
      return new ViewNode.Waiting("suspend", text, "waits to be resumed", fields(node, shown));
    }
    if (node.type() == NodeType.Virtual.RETRY
        && node.phase() == NodePhase.RUNNING
        && message.startsWith(BACKOFF)) {
      return new ViewNode.Waiting("backoff", message, "backs off", List.of());
    }
    return node.phase() == NodePhase.PENDING && !message.isEmpty()
        ? new ViewNode.Waiting("schedule", message, message, List.of())
        : null;
  }

  /** What a person is asked for: outputs that are supplied, described by inputs of their name. */
  private static List<ViewNode.Field> fields(NodeStatus node, Shown shown) {
    if (node.outputs() == null) {
      return List.of();
    }
    List<ViewNode.Field> fields = new ArrayList<>();
    for (Parameter output : new Outputs(node.outputs()).parameters()) {
      if (output.valueFrom().filter(from -> from.has("supplied")).isPresent()) {
        fields.add(field(output, input(node, output.name()).orElse(output), shown));
      }
    }
    return fields;
  }

  private static Optional<Parameter> input(NodeStatus node, String name) {
    return node.inputs() == null
        ? Optional.empty()
        : new Outputs(node.inputs())
            .parameters().stream().filter(input -> input.name().equals(name)).findFirst();
  }

  private static ViewNode.Field field(Parameter output, Parameter described, Shown shown) {
    Optional<String> value =
        described.value().or(described::defaultValue).or(output::valueFromDefault);
    return new ViewNode.Field(
        shown.text(output.name()),
        value.map(shown::value).orElse(null),
        described.allowedValues().stream().map(shown::value).toList(),
        shown.message(Fields.textOrEmpty(described.raw(), "description")));
  }
}
