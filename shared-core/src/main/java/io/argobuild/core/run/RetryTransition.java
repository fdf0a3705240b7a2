package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.gc.GcInput;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcPlanner;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoredRun;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Carries a retry out: pods and stored objects of what runs again are deleted, then the status is
 * replaced in one write, with the old one kept beside. Until that write the run stays as it ended,
 * and can be retried again after a crash; from then on it is one to be taken over.
 */
final class RetryTransition {
  private final RunStarter starter;
  private final Consumer<RunEvent> events;

  RetryTransition(RunStarter starter, Consumer<RunEvent> events) {
    this.starter = starter;
    this.events = events;
  }

  /**
   * @param resources all that the run has, with Secrets
   */
  void carryOut(RunWriter writer, Cluster cluster, RetryPlan plan, List<ObjectNode> resources)
      throws InterruptedException {
    String run = plan.workflow().name();
    Set<String> pods = new HashSet<>(plan.pods());
    new PodRemoval(cluster, run, pods::contains).await();
    if (!plan.objects().isEmpty()) {
      deleteObjects(writer, plan, resources);
    }
    starter.forgetLogs(run, pods);
    // Whatever was asked of the run that has ended is not meant for the retry.
    CommandInbox inbox = starter.inbox(run);
    inbox.waiting().forEach(waiting -> inbox.done(waiting.id()));
    writer.replace(content(plan.workflow()), "retry");
  }

  /** An object that can't be deleted is no reason not to retry; it is written over, or told. */
  private void deleteObjects(RunWriter writer, RetryPlan plan, List<ObjectNode> resources)
      throws InterruptedException {
    WorkflowState state = RunJournal.state(writer.run());
    Set<GcPlan.Target> discarded =
        plan.objects().stream()
            .map(object -> new GcPlan.Target(object.nodeId(), object.state()))
            .collect(Collectors.toSet());
    GcPlan deletions = GcPlanner.discard(GcInput.of(state.withStatus(), Set.of()), discarded);
    GcReport report = starter.collect(writer, deletions, resources);
    report
        .failed()
        .forEach(
            failed ->
                events.accept(
                    new RunEvent.Notice(
                        "RETRY_OBJECT_LEFT",
                        "stored object '"
                            + failed.key()
                            + "' could not be deleted: "
                            + failed.message())));
  }

  static StoredRun.Content content(Workflow workflow) {
    Map<String, NodeStatus> nodes = new LinkedHashMap<>();
    StatusReader.nodes(workflow.status()).forEach(node -> nodes.put(node.id(), node));
    return new StoredRun.Content(
        WorkflowState.of(workflow).workflow(),
        StatusReader.workflow(workflow.status()),
        Collections.unmodifiableMap(nodes));
  }
}
