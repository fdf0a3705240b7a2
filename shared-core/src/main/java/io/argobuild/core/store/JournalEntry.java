package io.argobuild.core.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tick changed.
 *
 * @param at the time of the tick
 * @param nodes new or changed nodes
 * @param status the workflow's status without its nodes; null when it did not change
 * @param spec the workflow's spec; null when it did not change
 * @param metadata the workflow's metadata; null when it did not change
 * @param notes whatever the driver wants to find again, such as observations for a replay; dropped
 *     when the journal is compacted, unless the store keeps its history. No secret value may be in
 *     them
 */
public record JournalEntry(
    Instant at,
    List<NodeStatus> nodes,
    @Nullable WorkflowStatus status,
    @Nullable WorkflowSpec spec,
    @Nullable ObjectNode metadata,
    List<ObjectNode> notes) {

  public JournalEntry {
    nodes = List.copyOf(nodes);
    notes = List.copyOf(notes);
  }

  public static JournalEntry ofNodes(Instant at, Collection<NodeStatus> nodes) {
    return new JournalEntry(at, List.copyOf(nodes), null, null, null, List.of());
  }

  public JournalEntry withStatus(WorkflowStatus next) {
    return new JournalEntry(at, nodes, next, spec, metadata, notes);
  }

  public JournalEntry withSpec(WorkflowSpec next) {
    return new JournalEntry(at, nodes, status, next, metadata, notes);
  }

  public JournalEntry withMetadata(ObjectNode next) {
    return new JournalEntry(at, nodes, status, spec, next, notes);
  }

  public JournalEntry withNotes(List<ObjectNode> next) {
    return new JournalEntry(at, nodes, status, spec, metadata, next);
  }
}
