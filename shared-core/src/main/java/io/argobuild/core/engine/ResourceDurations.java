package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.status.NodeStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code resourcesDuration}: what pods have had of the cluster, in seconds by resource. */
final class ResourceDurations {
  static final String FIELD = "resourcesDuration";

  private ResourceDurations() {}

  static ObjectNode json(Map<String, Long> seconds) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(seconds).forEach(json::put);
    return json;
  }

  /** The sum over nodes; empty when none has any. */
  static Map<String, Long> sum(Stream<NodeStatus> nodes) {
    Map<String, Long> sum = new TreeMap<>();
    nodes.forEach(
        node -> {
          ObjectNode rest = node.rest();
          if (rest != null) {
            Fields.objectOrNothing(rest, FIELD)
                .properties()
                .forEach(one -> sum.merge(one.getKey(), one.getValue().asLong(), Long::sum));
          }
        });
    return sum;
  }

  /** The node with it; unchanged when there is nothing to tell. */
  static NodeStatus with(NodeStatus node, Map<String, Long> seconds) {
    if (seconds.isEmpty()) {
      return node;
    }
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    if (node.rest() != null) {
      rest.setAll(node.rest());
    }
    rest.set(FIELD, json(seconds));
    return node.toBuilder().rest(rest).build();
  }
}
