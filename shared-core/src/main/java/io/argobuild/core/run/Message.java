package io.argobuild.core.run;

import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.problem.Problem;

/** What a driver is told by its other threads. */
sealed interface Message {

  /** Something happened to the run's pods. */
  record Observed(Observation observation) implements Message {}

  /** Somebody wants something; a node may be named in any way people name nodes. */
  record Asked(Observation.UserCommand command) implements Message {}

  /** An action failed for now. */
  record Failed(Action action, int attempts, Problem problem) implements Message {}

  /** An action was done, whatever came of it. */
  record Done(Action action) implements Message {}

  /** Something people should know. */
  record Told(RunEvent.Notice notice) implements Message {}

  /** Leave everything as it is. */
  record Detach() implements Message {}
}
