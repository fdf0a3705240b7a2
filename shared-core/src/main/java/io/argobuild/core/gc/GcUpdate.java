package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion makes of one artifact of a node.
 *
 * @param before the state that was planned with
 * @param after what it is now
 */
public record GcUpdate(String nodeId, ArtifactState before, ArtifactState after) {

  /**
   * The node with this artifact's new state, and with Argo's {@code deleted} at the output when it
   * is gone. A node without states, as Argo writes them, gets none.
   */
  public NodeStatus applyTo(NodeStatus node) {
    if (!node.id().equals(nodeId)) {
      throw new IllegalArgumentException("an update of " + nodeId + " for " + node.id());
    }
    List<ArtifactState> states = new ArrayList<>(node.artifacts());
    states.replaceAll(state -> isMeant(state) ? after : state);
    boolean gone = after.phase() == ArtifactState.Phase.DELETED;
    return node.toBuilder()
        .artifacts(states)
        .outputs(gone ? markDeleted(node.outputs()) : node.outputs())
        .build();
  }

  private boolean isMeant(ArtifactState state) {
    return state.name().equals(before.name()) && state.key().equals(before.key());
  }

  private @Nullable ObjectNode markDeleted(@Nullable ObjectNode outputs) {
    if (outputs == null || !(outputs.get("artifacts") instanceof ArrayNode artifacts)) {
      return outputs;
    }
    ArrayNode marked = outputs.arrayNode();
    for (JsonNode artifact : artifacts) {
      if (artifact instanceof ObjectNode object
          && object.path("name").asText().equals(before.name())) {
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        marked.add(copy.put("deleted", true));
      } else {
        marked.add(artifact);
      }
    }
    ObjectNode copy = outputs.objectNode();
    copy.setAll(outputs);
    copy.set("artifacts", marked);
    return copy;
  }
}
