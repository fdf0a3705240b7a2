package io.argobuild.core.run;

import io.argobuild.core.engine.RunPlan;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.store.JournalEntry;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoredRun;
import java.time.InstantSource;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Writes a run's changes into its store. */
record RunJournal(RunWriter writer, InstantSource clock) implements Journal {

  /** The state to go on with. */
  static WorkflowState state(StoredRun run) {
    StoredRun.Content content = run.content();
    PMap<String, NodeStatus> nodes = HashTreePMap.from(content.nodes());
    return new WorkflowState(content.workflow(), content.status(), nodes, RunPlan.EMPTY);
  }

  @Override
  public void write(WorkflowState next, List<NodeStatus> changed, boolean statusChanged) {
    JournalEntry entry = JournalEntry.ofNodes(clock.instant(), changed);
    writer.append(
        statusChanged ? entry.withStatus(next.status()).withSpec(next.workflow().spec()) : entry);
  }
}
