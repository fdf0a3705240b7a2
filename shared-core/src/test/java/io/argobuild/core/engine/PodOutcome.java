package io.argobuild.core.engine;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a pod, in virtual time.
 *
 * @param pending how long until it runs
 * @param runs how long it runs
 * @param exitCode of its main containers
 * @param exitCodes of single members of a container set
 * @param parameters values of output parameters; others have no file
 * @param missing output artifacts that it does not leave
 * @param result its standard output
 * @param end how it ends
 * @param refusals what creating it meets with, one after the other, before it works
 */
public record PodOutcome(
    Duration pending,
    Duration runs,
    int exitCode,
    Map<String, Integer> exitCodes,
    Map<String, String> parameters,
    Set<String> missing,
    String result,
    End end,
    List<Problem> refusals) {

  /** How a pod ends. */
  public enum End {
    EXITS,
    /** Runs until somebody ends it. */
    NEVER,
    /** Is never started, and stays pending. */
    NEVER_STARTS,
    /** Vanishes while it runs, and nobody has seen its end. */
    VANISHES,
    /** Vanishes once while it is pending; the next one of its name ends well. */
    VANISHES_PENDING
  }

  private static final PodOutcome SUCCESS =
      new PodOutcome(
          Duration.ZERO,
          Duration.ofSeconds(1),
          0,
          Map.of(),
          Map.of(),
          Set.of(),
          "",
          End.EXITS,
          List.of());

  public static PodOutcome succeeds() {
    return SUCCESS;
  }

  public static PodOutcome fails() {
    return exits(1);
  }

  public static PodOutcome exits(int code) {
    return SUCCESS.with(code, End.EXITS);
  }

  public static PodOutcome runsForEver() {
    return SUCCESS.with(0, End.NEVER);
  }

  public static PodOutcome staysPending() {
    return SUCCESS.with(0, End.NEVER_STARTS);
  }

  public static PodOutcome vanishes() {
    return SUCCESS.with(0, End.VANISHES);
  }

  public static PodOutcome vanishesPending() {
    return SUCCESS.with(0, End.VANISHES_PENDING).pendingFor(Duration.ofSeconds(2));
  }

  /** Creating the pod fails that often for reasons that pass. */
  public static PodOutcome refusedForNow(int times) {
    return SUCCESS.refused(times, problem("BUSY", ProblemClass.TRANSIENT, "try later"));
  }

  public static PodOutcome refusedForGood(String message) {
    return SUCCESS.refused(1, problem("POD_REFUSED", ProblemClass.CONFIGURATION, message));
  }

  private static Problem problem(String code, ProblemClass kind, String message) {
    return new Problem(code, kind, message, Place.NOWHERE, "");
  }

  private PodOutcome refused(int times, Problem problem) {
    return new PodOutcome(
        pending,
        runs,
        exitCode,
        exitCodes,
        parameters,
        missing,
        result,
        end,
        Collections.nCopies(times, problem));
  }

  private PodOutcome with(int code, End how) {
    return new PodOutcome(
        pending, runs, code, exitCodes, parameters, missing, result, how, refusals);
  }

  public PodOutcome in(Duration duration) {
    return new PodOutcome(
        pending, duration, exitCode, exitCodes, parameters, missing, result, end, refusals);
  }

  public PodOutcome pendingFor(Duration duration) {
    return new PodOutcome(
        duration, runs, exitCode, exitCodes, parameters, missing, result, end, refusals);
  }

  public PodOutcome member(String container, int code) {
    Map<String, Integer> all = new LinkedHashMap<>(exitCodes);
    all.put(container, code);
    return new PodOutcome(
        pending, runs, exitCode, Map.copyOf(all), parameters, missing, result, end, refusals);
  }

  public PodOutcome parameter(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put(name, value);
    return new PodOutcome(
        pending, runs, exitCode, exitCodes, Map.copyOf(all), missing, result, end, refusals);
  }

  public PodOutcome without(String artifact) {
    Set<String> all = new LinkedHashSet<>(missing);
    all.add(artifact);
    return new PodOutcome(
        pending, runs, exitCode, exitCodes, parameters, Set.copyOf(all), result, end, refusals);
  }

  public PodOutcome prints(String text) {
    return new PodOutcome(
        pending, runs, exitCode, exitCodes, parameters, missing, text, end, refusals);
  }

  /** What the n-th creation, from 1, meets with; reasons that don't pass meet all of them. */
  Optional<Problem> refusal(int number) {
    if (refusals.isEmpty()) {
      return Optional.empty();
    }
    boolean passes = refusals.get(0).kind() == ProblemClass.TRANSIENT;
    return passes && number > refusals.size() ? Optional.empty() : Optional.of(refusals.get(0));
  }

  /** The exit code of one of the user's containers. */
  int exitOf(String container) {
    return exitCodes.getOrDefault(container, exitCode);
  }
}
