package io.argobuild.core.store;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A run as its writer knows it, tick by tick. */
final class RunState {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][-a-z0-9]{0,39}");

  private final RunManifest manifest;
  private Workflow workflow;
  private WorkflowStatus status;
  private Map<String, NodeStatus> nodes;
  private long sequence;

  RunState(StoredRun run) {
    this.manifest = run.manifest();
    this.workflow = run.content().workflow();
    this.status = run.content().status();
    this.nodes = new LinkedHashMap<>(run.content().nodes());
    this.sequence = run.sequence();
  }

  static void checkLabel(String label) {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not a label: '" + label + "'");
    }
  }

  StoredRun run() {
    return new StoredRun(manifest, content(), sequence);
  }

  StoredRun.Content content() {
    return new StoredRun.Content(
        workflow, status, Collections.unmodifiableMap(new LinkedHashMap<>(nodes)));
  }

  /** Number of the last tick. */
  long sequence() {
    return sequence;
  }

  void apply(JournalEntry entry) {
    sequence++;
    entry.nodes().forEach(node -> nodes.put(node.id(), node));
    if (entry.status() != null) {
      status = entry.status();
    }
    if (entry.spec() != null) {
      workflow = workflow.withSpec(entry.spec().raw());
    }
    if (entry.metadata() != null) {
      workflow = workflow.withMetadata(entry.metadata());
    }
  }

  /** Counts as a tick. */
  void replace(StoredRun.Content content) {
    sequence++;
    workflow = content.workflow();
    status = content.status();
    nodes = new LinkedHashMap<>(content.nodes());
  }
}
