package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.RunPlan;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.store.JournalEntry;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoredRun;
import java.time.InstantSource;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Writes a run's changes into its store. */
final class RunJournal implements Journal {
  private final RunWriter writer;
  private final InstantSource clock;
  private ObjectNode spec;
  private ObjectNode metadata;

  RunJournal(RunWriter writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
    Workflow workflow = writer.run().content().workflow();
    this.spec = workflow.spec().raw();
    this.metadata = workflow.metadata();
  }

  /** The state to go on with. */
  static WorkflowState state(StoredRun run) {
    StoredRun.Content content = run.content();
    PMap<String, NodeStatus> nodes = HashTreePMap.from(content.nodes());
    return new WorkflowState(content.workflow(), content.status(), nodes, RunPlan.EMPTY);
  }

  @Override
  public void write(WorkflowState next, List<NodeStatus> changed, boolean statusChanged) {
    JournalEntry entry = JournalEntry.ofNodes(clock.instant(), changed);
    writer.append(statusChanged ? withWorkflow(entry, next) : entry);
  }

  /** Spec and metadata can be large and change once or twice in a run. */
  private JournalEntry withWorkflow(JournalEntry entry, WorkflowState next) {
    JournalEntry whole = entry.withStatus(next.status());
    Workflow workflow = next.workflow();
    if (!workflow.spec().raw().equals(spec)) {
      spec = workflow.spec().raw();
      whole = whole.withSpec(workflow.spec());
    }
    if (!workflow.metadata().equals(metadata)) {
      metadata = workflow.metadata();
      whole = whole.withMetadata(metadata);
    }
    return whole;
  }
}
