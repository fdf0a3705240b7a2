package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.ArtifactState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a plan is carried out. Used by one thread. */
final class GcProgress {
  private final GcPlan plan;
  private final GcRecorder recorder;
  private final List<Work> works;

  /** The works each object belongs to: it may have a deletion of its own and be in a folder too. */
  private final Map<ArtifactKey, List<Work>> owners = new HashMap<>();

  private final Set<ArtifactKey> pending = new LinkedHashSet<>();
  private final Set<ArtifactKey> unverified = new LinkedHashSet<>();
  private final List<String> remarks = new ArrayList<>();

  GcProgress(GcPlan plan, GcRecorder recorder) {
    this.plan = plan;
    this.recorder = recorder;
    this.works = plan.deletions().stream().map(Work::new).toList();
  }

  /** One deletion with the objects that are left of it. */
  static final class Work {
    private final GcPlan.Deletion deletion;
    private final Set<ArtifactKey> open = new LinkedHashSet<>();
    private boolean expanded;
    private long objects;

    /** Of a folder, by earlier attempts. */
    private long gone;

    private int attempts;
    private @Nullable Problem transientProblem;
    private @Nullable Problem finalProblem;

    private Work(GcPlan.Deletion deletion) {
      this.deletion = deletion;
    }

    GcPlan.Deletion deletion() {
      return deletion;
    }

    /** Whether no further attempt is worth while. */
    private boolean isSettled() {
      return finalProblem != null && open.isEmpty() || isGone();
    }

    private boolean isGone() {
      return expanded && open.isEmpty() && finalProblem == null;
    }

    private Problem problem() {
      if (finalProblem != null) {
        return finalProblem;
      }
      return transientProblem != null ? transientProblem : notTried(deletion.key());
    }

    private List<GcUpdate> updates(boolean gone) {
      List<GcUpdate> updates = new ArrayList<>();
      for (GcPlan.Target target : deletion.targets()) {
        ArtifactState before = target.state();
        ArtifactState after =
            gone
                ? before.with(ArtifactState.Phase.DELETED)
                : before.deleteFailed(problem().kind().name(), problem().message());
        updates.add(new GcUpdate(target.nodeId(), before, after));
      }
      return updates;
    }
  }

  private static Problem notTried(ArtifactKey key) {
    Place place = new Place.At("key '" + key + "'");
    return new Problem("ARTIFACT_NOT_TRIED", ProblemClass.TRANSIENT, "not tried", place, "");
  }

  void begin() {
    works.stream().filter(work -> !work.isSettled()).forEach(work -> work.attempts++);
  }

  boolean isDone() {
    return unverified.isEmpty() && works.stream().allMatch(Work::isSettled);
  }

  List<Work> toExpand() {
    return works.stream().filter(work -> !work.expanded && work.finalProblem == null).toList();
  }

  /** It stands for a few objects, which may share requests with others. */
  void expanded(Work work, List<ArtifactKey> objects) {
    work.expanded = true;
    for (ArtifactKey object : objects) {
      if (!plan.keeps(object.text())) {
        work.open.add(object);
        owners.computeIfAbsent(object, key -> new ArrayList<>(1)).add(work);
        pending.add(object);
      }
    }
    work.objects = Math.max(work.objects, work.gone + work.open.size());
    if (work.isGone()) {
      recorder.record(work.updates(true));
    }
  }

  /** It stands for a large folder, which was gone through. */
  void passed(Work work, FolderPass.Result pass) {
    work.objects = Math.max(work.objects, work.gone + pass.listed());
    if (pass.left() == 0) {
      work.expanded = true;
      recorder.record(work.updates(true));
    } else if (pass.passing() != null) {
      work.gone += pass.deleted();
      work.transientProblem = pass.passing();
    } else if (pass.refusal() != null && pass.left() <= pass.refused()) {
      notExpanded(work, pass.refusal());
    } else {
      work.transientProblem = stillThere(work.deletion.key());
    }
  }

  void notExpanded(Work work, Problem problem) {
    if (problem.kind() == ProblemClass.TRANSIENT) {
      work.transientProblem = problem;
    } else {
      work.finalProblem = problem;
      recorder.record(work.updates(false));
    }
  }

  List<ArtifactKey> pending() {
    return List.copyOf(pending);
  }

  void outcomes(Collection<DeleteOutcome> outcomes) {
    List<GcUpdate> updates = new ArrayList<>();
    for (DeleteOutcome outcome : outcomes) {
      if (pending.contains(outcome.key())) {
        owners
            .getOrDefault(outcome.key(), List.of())
            .forEach(w -> updates.addAll(take(w, outcome)));
        settle(outcome);
      }
    }
    if (!updates.isEmpty()) {
      recorder.record(updates);
    }
  }

  private void settle(DeleteOutcome outcome) {
    if (outcome instanceof DeleteOutcome.Deleted) {
      pending.remove(outcome.key());
      unverified.add(outcome.key());
    } else if (outcome instanceof DeleteOutcome.Failed failed && !isTransient(failed)) {
      pending.remove(outcome.key());
    }
  }

  private static List<GcUpdate> take(Work work, DeleteOutcome outcome) {
    if (outcome instanceof DeleteOutcome.Failed failed) {
      if (isTransient(failed)) {
        work.transientProblem = failed.problem();
        return List.of();
      }
      work.finalProblem = failed.problem();
    }
    work.open.remove(outcome.key());
    return work.open.isEmpty() ? work.updates(work.isGone()) : List.of();
  }

  private static boolean isTransient(DeleteOutcome.Failed failed) {
    return failed.problem().kind() == ProblemClass.TRANSIENT;
  }

  Set<ArtifactKey> unverified() {
    return Set.copyOf(unverified);
  }

  /** Takes the result of a look into the store: what is there still is to be deleted again. */
  void verified(Collection<ArtifactKey> looked, Collection<ArtifactKey> stillThere) {
    for (ArtifactKey key : stillThere) {
      pending.add(key);
      for (Work work : owners.getOrDefault(key, List.of())) {
        work.open.add(key);
        work.transientProblem = stillThere(key);
      }
    }
    unverified.removeAll(looked);
  }

  private static Problem stillThere(ArtifactKey key) {
    return new Problem(
        "ARTIFACT_STILL_THERE",
        ProblemClass.TRANSIENT,
        "the store said that it was deleted, but it is there",
        new Place.At("key '" + key + "'"),
        "");
  }

  /** Gives up looking whether these are gone. */
  void unverifiable(Collection<ArtifactKey> keys, Problem problem) {
    keys.forEach(unverified::remove);
    remarks.add("not verified that " + keys.size() + " objects are gone: " + problem.text());
  }

  /** Something that people should know besides. */
  void remark(String text) {
    remarks.add(text);
  }

  /** Records what failed although it was tried as often as it may be. */
  void end() {
    List<GcUpdate> updates = new ArrayList<>();
    for (Work work : works) {
      if (!work.isSettled()) {
        updates.addAll(work.updates(false));
      }
    }
    if (!updates.isEmpty()) {
      recorder.record(updates);
    }
    if (!unverified.isEmpty()) {
      remarks.add("not verified that " + unverified.size() + " objects are gone");
    }
  }

  GcReport report() {
    List<GcReport.Deleted> deleted = new ArrayList<>();
    List<GcReport.Failed> failed = new ArrayList<>();
    for (Work work : works) {
      String key = work.deletion.key().text();
      if (work.isGone()) {
        deleted.add(new GcReport.Deleted(key, work.objects));
      } else {
        Problem problem = work.problem();
        failed.add(
            new GcReport.Failed(key, problem.kind().name(), problem.message(), work.attempts));
      }
    }
    List<GcReport.Skipped> skipped = new ArrayList<>();
    for (GcPlan.Skip skip : plan.skipped()) {
      ArtifactState state = skip.target().state();
      String nodeId = skip.target().nodeId();
      String reason = skip.reason().text();
      skipped.add(new GcReport.Skipped(nodeId, state.name(), state.key(), reason, skip.detail()));
    }
    return new GcReport(plan.workflow(), deleted, skipped, failed, remarks);
  }
}
