package io.argobuild.core.run;

import io.argobuild.core.engine.Observation.UserCommand;
import java.util.List;

/** Where commands for a run wait until its driver takes them; it may be in another process. */
interface CommandInbox {
  /**
   * A command that waits.
   *
   * @param id names it in {@link #done}
   */
  record Waiting(String id, UserCommand command) {}

  void put(UserCommand command);

  /** Those that wait, oldest first. */
  List<Waiting> waiting();

  /** Forgets one that has been taken in durably. */
  void done(String id);
}
