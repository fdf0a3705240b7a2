package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.status.ArtifactState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which objects of a run are deleted now. Only keys that the run itself recorded become
 * deletions, and none under which something is stored that is to stay.
 */
public final class GcPlanner {
  private final GcInput input;
  private final List<GcPlan.Skip> skipped = new ArrayList<>();
  private final List<Candidates.Candidate> due = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();
  private final Set<GcPlan.Target> discarded;

  private GcPlanner(GcInput input, Set<GcPlan.Target> discarded) {
    this.input = input;
    this.discarded = discarded;
  }

  public static GcPlan plan(GcInput input) {
    return new GcPlanner(input, Set.of()).plan();
  }

  /**
   * As {@link #plan}, with these artifacts due whatever their strategy, as the nodes that stored
   * them are taken out or run again.
   */
  public static GcPlan discard(GcInput input, Set<GcPlan.Target> discarded) {
    return new GcPlanner(input, Set.copyOf(discarded)).plan();
  }

  private GcPlan plan() {
    Candidates candidates = new Candidates(input);
    for (Candidates.Candidate candidate : candidates.all()) {
      Optional<GcPlan.Skip> skip = obstacle(candidate).or(() -> postponed(candidate));
      skip.ifPresentOrElse(skipped::add, () -> due.add(candidate));
    }
    candidates.handedOn().stream().filter(c -> obstacle(c).isEmpty()).forEach(this::postponed);

    Map<String, List<Candidates.Candidate>> byKey = new LinkedHashMap<>();
    for (Candidates.Candidate candidate : due) {
      String key = candidate.target().state().key();
      if (GcPlan.covers(kept, key)) {
        skipped.add(new GcPlan.Skip(candidate.target(), GcPlan.Reason.SHARED, key));
      } else {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(candidate);
      }
    }
    List<GcPlan.Deletion> deletions = new ArrayList<>();
    byKey.forEach((key, sharers) -> deletions.add(deletion(key, sharers)));
    return new GcPlan(input.workflow(), deletions, skipped, kept);
  }

  /** Why there is nothing to delete, or nothing that could be. */
  private Optional<GcPlan.Skip> obstacle(Candidates.Candidate candidate) {
    ArtifactState state = candidate.target().state();
    if (state.phase() == ArtifactState.Phase.DELETED) {
      return skip(candidate, GcPlan.Reason.ALREADY_DELETED, "");
    }
    if (!state.phase().mayExist()) {
      return skip(candidate, GcPlan.Reason.NEVER_STORED, "");
    }
    if (candidate.obstacle().isPresent()) {
      Candidates.Obstacle obstacle = candidate.obstacle().get();
      return skip(candidate, obstacle.reason(), obstacle.detail());
    }
    if (state.key().isEmpty()) {
      return skip(candidate, GcPlan.Reason.NEVER_STORED, "");
    }
    return ArtifactKey.check(state.key())
        .map(Problem::message)
        .flatMap(message -> skip(candidate, GcPlan.Reason.UNSAFE_KEY, message));
  }

  /** Why it stays for now, or for ever; what stays is remembered. */
  private Optional<GcPlan.Skip> postponed(Candidates.Candidate candidate) {
    if (discarded.contains(candidate.target())) {
      return Optional.empty();
    }
    String text = candidate.target().state().strategy();
    Optional<GcStrategy> strategy = GcStrategy.of(text);
    if (strategy.isPresent() && isDue(strategy.get())) {
      return Optional.empty();
    }
    String key = candidate.target().state().key();
    kept.add(key);
    if (candidate.unpacked() && !key.endsWith("/")) {
      kept.add(key + "/");
    }
    if (strategy.isEmpty()) {
      return skip(candidate, GcPlan.Reason.UNKNOWN_STRATEGY, text);
    }
    return strategy.get() == GcStrategy.NEVER
        ? skip(candidate, GcPlan.Reason.KEPT, text)
        : skip(candidate, GcPlan.Reason.NOT_DUE, text);
  }

  private boolean isDue(GcStrategy strategy) {
    return input.triggers().stream().anyMatch(trigger -> trigger.makesDue(strategy));
  }

  private GcPlan.Deletion deletion(String key, List<Candidates.Candidate> sharers) {
    List<GcPlan.Target> targets = sharers.stream().map(Candidates.Candidate::target).toList();
    return new GcPlan.Deletion(new ArtifactKey(key), extent(key, sharers), targets);
  }

  private GcPlan.Extent extent(String key, List<Candidates.Candidate> sharers) {
    if (key.endsWith("/")) {
      return GcPlan.Extent.FOLDER;
    }
    // Without the workflow's name in it, others may have stored below the same key.
    boolean own =
        Stream.of(key.split("/")).anyMatch(s -> GcPlan.namesWorkflow(s, input.workflow()));
    boolean unpacked = sharers.stream().anyMatch(Candidates.Candidate::unpacked);
    return own && unpacked ? GcPlan.Extent.OBJECT_OR_FOLDER : GcPlan.Extent.OBJECT;
  }

  private static Optional<GcPlan.Skip> skip(
      Candidates.Candidate candidate, GcPlan.Reason reason, String detail) {
    return Optional.of(new GcPlan.Skip(candidate.target(), reason, detail));
  }
}
