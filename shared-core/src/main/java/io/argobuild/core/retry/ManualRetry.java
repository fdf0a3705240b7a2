package io.argobuild.core.retry;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Plans the retry of a finished workflow (Argo 4.1.2): what failed runs again, what succeeded is
 * kept.
 */
public final class ManualRetry {
  private final Workflow workflow;
  private final RetryOptions options;
  private final NodeTree tree;
  private final RetryDraft draft;
  private final NodeTemplates templates;
  private final Needs needs;

  private ManualRetry(Workflow workflow, RetryOptions options) {
    this.workflow = workflow;
    this.options = options;
    this.tree = new NodeTree(workflow.name(), StatusReader.nodes(workflow.status()));
    this.draft = new RetryDraft(tree);
    this.templates = new NodeTemplates(workflow);
    this.needs = new Needs(workflow, draft, templates);
  }

  /**
   * @param workflow with its status
   * @param now when the retried nodes begin
   * @throws ProblemException {@code RETRY_NOT_FINISHED} or {@code RETRY_SUCCEEDED} in Argo's words;
   *     {@code RETRY_NO_SUCH_NODE} when nothing is chosen by the options; {@code RETRY_UNSOUND}
   *     when the outcome could not go on
   */
  public static RetryPlan plan(Workflow workflow, RetryOptions options, Instant now) {
    WorkflowStatus status = StatusReader.workflow(workflow.status());
    check(workflow.name(), status.phase(), options);
    ManualRetry retry = new ManualRetry(workflow, options);
    retry.decide();
    return retry.result(status, now);
  }

  /**
   * As {@link #plan}, of a status that is mended before. One that isn't at its end is never mended:
   * it may only look stuck, and be taken over.
   *
   * @throws ProblemException as well those of {@link StatusRepair#repair}
   */
  public static RetryPlan planRepaired(Workflow workflow, RetryOptions options, Instant now) {
    check(workflow.name(), StatusReader.workflow(workflow.status()).phase(), options);
    RepairedStatus repaired = StatusRepair.repair(workflow, now);
    return plan(repaired.workflow(), options, now).after(repaired);
  }

  private static void check(String name, WorkflowPhase phase, RetryOptions options) {
    switch (phase) {
      case FAILED, ERROR -> {}
      case SUCCEEDED -> {
        if (!options.chooses()) {
          throw RetryProblems.succeeded(name);
        }
      }
      case UNKNOWN, PENDING, RUNNING -> throw RetryProblems.notFinished(name, phase.argoName());
    }
  }

  private void decide() {
    for (NodeStatus node : List.copyOf(tree.all())) {
      if (NodeNames.isOfExitHandler(node.name(), tree.workflow())) {
        draft.removeAlone(node, RetryReason.EXIT_HANDLER, "");
      }
    }
    chosen().forEach(this::choose);
    NodeStatus root = tree.root();
    if (root != null) {
      new FailureWalk(draft).visit(root);
    }
    draft.resetOwners();
    if (!options.parameters().isEmpty()) {
      new OtherParameters(draft, templates).apply();
      draft.resetOwners();
    }
    needs.add();
    draft.removeHooksOfReset();
    // Handlers that run again may need outputs as well.
    needs.add();
  }

  private Set<NodeStatus> chosen() {
    Set<NodeStatus> chosen = new LinkedHashSet<>();
    if (options.restartSuccessful() && !options.nodeFieldSelector().isEmpty()) {
      FieldSelector selector = FieldSelector.parse(options.nodeFieldSelector());
      tree.all().stream().filter(selector::matches).forEach(chosen::add);
      if (chosen.isEmpty()) {
        throw RetryProblems.nothingChosen(tree.workflow(), options.nodeFieldSelector());
      }
    }
    if (!options.node().isEmpty()) {
      int before = chosen.size();
      tree.all().stream().filter(this::isMeant).forEach(chosen::add);
      if (chosen.size() == before) {
        throw RetryProblems.nothingChosen(tree.workflow(), options.node());
      }
    }
    return chosen;
  }

  private boolean isMeant(NodeStatus node) {
    String text = options.node();
    return node.id().equals(text) || node.name().equals(text) || node.displayName().equals(text);
  }

  private void choose(NodeStatus chosen) {
    if (draft.isRemoved(chosen.id())) {
      return;
    }
    NodeStatus node = chosen;
    NodeStatus owner = tree.owner(node);
    // An attempt can't be run again without what decides on attempts, nor a container without its
    // pod.
    while (owner != null && !tree.isHook(node) && standsFor(owner)) {
      node = owner;
      owner = tree.owner(node);
    }
    if (options.extent() == RetryOptions.Extent.FOLLOWING) {
      draft.remove(node, RetryReason.SELECTED);
    } else if (NodeTree.isGood(node)) {
      draft.again(node, RetryReason.SELECTED, "");
    } else {
      new FailureWalk(draft).visit(node);
    }
  }

  private static boolean standsFor(NodeStatus owner) {
    return switch (Renewal.of(owner.type())) {
      case TRIES_AGAIN, BEGINS_ANEW -> true;
      case WITH_ITS_POD, GOES_ON, GOES_ON_WHERE_IT_MATTERS -> false;
    };
  }

  private RetryPlan result(WorkflowStatus status, Instant now) {
    List<NodeStatus> nodes = new NodeReset(draft, templates).nodes();
    Workflow next = WorkflowReset.of(workflow, status, options.parameters(), nodes, now);
    List<RetryPlan.Entry> entries = new ArrayList<>();
    for (NodeStatus node : tree.all()) {
      RetryDraft.Mark mark = draft.mark(node.id());
      entries.add(
          new RetryPlan.Entry(
              node.id(),
              node.name(),
              node.type().argoName(),
              node.phase().argoName(),
              mark.fate(),
              mark.reason(),
              mark.because()));
    }
    Leftovers leftovers = new Leftovers(workflow, draft);
    List<String> first = First.of(next.name(), nodes, draft);
    RetryPlan plan =
        new RetryPlan(next, List.of(), entries, leftovers.pods(), leftovers.objects(), first);
    List<String> reasons = PlanCheck.reasons(plan, needs.missing());
    if (!reasons.isEmpty()) {
      throw RetryProblems.unsound(workflow.name(), reasons);
    }
    return plan;
  }
}
