package io.argobuild.core.store;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** The errors of a store of runs. */
final class StoreProblems {
  private StoreProblems() {}

  static ProblemException unsafeName(String name) {
    return problem(
        "RUN_NAME_UNSAFE",
        ProblemClass.CONFIGURATION,
        "a run's name has lower case letters, digits, '-' and '.' only, 253 at most,"
            + " and begins and ends with a letter or digit",
        "run '" + (name.length() > 100 ? name.substring(0, 100) + "…" : name) + "'",
        "Give the workflow another name");
  }

  static ProblemException notFound(String name) {
    return problem(
        "RUN_NOT_FOUND",
        ProblemClass.NOT_FOUND,
        "there is no such run",
        "run " + name,
        "List the runs to see what there is");
  }

  static ProblemException exists(String name) {
    return problem(
        "RUN_EXISTS",
        ProblemClass.CONFIGURATION,
        "there is a run with this name already",
        "run " + name,
        "Use generateName, another name, or delete that run");
  }

  static ProblemException locked(String name, String owner) {
    return problem(
        "RUN_LOCKED",
        ProblemClass.TRANSIENT,
        "it is driven by " + owner,
        "run " + name,
        "Wait until that has ended, or end it; the run can be taken over then");
  }

  static ProblemException leaseLost(String name, String owner) {
    return problem(
        "RUN_LEASE_LOST",
        ProblemClass.INTERNAL,
        "it was taken over by " + owner + ", nothing more is recorded from here",
        "run " + name,
        "");
  }

  static ProblemException closed(String name) {
    return problem(
        "RUN_STORE_FAILED", ProblemClass.INTERNAL, "its journal was closed", "run " + name, "");
  }

  static ProblemException corrupt(String name, String what) {
    return problem(
        "RUN_CORRUPT",
        ProblemClass.INTERNAL,
        "its state can't be read: " + what,
        "run " + name,
        "Its folder was changed or damaged by something else; restore it, or delete the run");
  }

  static ProblemException failed(String name, IOException error) {
    Problem problem = of(error, new Place.At("run " + name));
    return new ProblemException(problem, error);
  }

  /**
   * @param thing what can't be read or written
   */
  static ProblemException failedAt(String thing, IOException error) {
    return new ProblemException(of(error, new Place.At(thing)), error);
  }

  static ProblemException damaged(Path file, String what) {
    return problem(
        "RUN_STORE_DAMAGED",
        ProblemClass.INTERNAL,
        "the locks of the runs can't be read: " + what,
        file.toString(),
        "Something else has changed the file; when no workflow runs, delete it");
  }

  static ProblemException badCacheKey(String fault) {
    return problem("CACHE_KEY_INVALID", ProblemClass.CONFIGURATION, fault, "memoize", "");
  }

  private static Problem of(IOException error, Place at) {
    String reason = reason(error);
    String words = reason.toLowerCase(Locale.ROOT);
    if (words.contains("no space left")
        || words.contains("not enough space")
        || words.contains("quota exceeded")) {
      return new Problem(
          "RUN_STORE_FULL",
          ProblemClass.INTERNAL,
          "the disk is full, its state can't be recorded",
          at,
          "Make room, then take the run over");
    }
    if (error instanceof AccessDeniedException
        || words.contains("permission denied")
        || words.contains("read-only file system")) {
      return new Problem(
          "RUN_STORE_DENIED",
          ProblemClass.PERMISSION,
          "its folder can't be used: " + reason,
          at,
          "Give the user that runs the build the right to read and write there");
    }
    return new Problem(
        "RUN_STORE_FAILED", ProblemClass.INTERNAL, "file access failed: " + reason, at, "");
  }

  private static String reason(IOException error) {
    if (error instanceof FileSystemException detailed && detailed.getReason() != null) {
      return detailed.getReason();
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private static ProblemException problem(
      String code, ProblemClass kind, String message, String thing, String nextStep) {
    return new ProblemException(new Problem(code, kind, message, new Place.At(thing), nextStep));
  }
}
