package io.argobuild.core.artifact;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** What the errors of a file system mean to the people who use a store on it. */
final class FileProblems {
  private FileProblems() {}

  static Problem of(IOException error, Place at) {
    String reason = reason(error);
    String words = reason.toLowerCase(Locale.ROOT);
    if (words.contains("no space left") || words.contains("not enough space")) {
      return new Problem(
          "ARTIFACT_STORE_FULL",
          ProblemClass.INTERNAL,
          "the disk is full",
          at,
          "Make room, or choose another artifact folder, and run again");
    }
    if (words.contains("quota")) {
      return new Problem(
          "ARTIFACT_STORE_FULL",
          ProblemClass.INTERNAL,
          "the disk quota is used up",
          at,
          "Make room, or choose another artifact folder, and run again");
    }
    if (error instanceof AccessDeniedException || words.contains("read-only file system")) {
      return new Problem(
          "ARTIFACT_STORE_DENIED",
          ProblemClass.PERMISSION,
          "the artifact folder can't be used: " + reason,
          at,
          "Give the user that runs the build the right to read and write there");
    }
    if (error instanceof NoSuchFileException) {
      return notFound(at);
    }
    if (error instanceof FileAlreadyExistsException
        || error instanceof NotDirectoryException
        || words.contains("not a directory")
        || words.contains("is a directory")) {
      return conflict(at);
    }
    if (words.contains("file name too long")) {
      return new Problem(
          "ARTIFACT_KEY_UNSAFE",
          ProblemClass.CONFIGURATION,
          "a part of the key is too long for a file name",
          at,
          "Shorten the key, or the key format of the repository");
    }
    return new Problem(
        "ARTIFACT_STORE_FAILED", ProblemClass.INTERNAL, "file access failed: " + reason, at, "");
  }

  static Problem notFound(Place at) {
    return new Problem(
        "ARTIFACT_NOT_FOUND", ProblemClass.NOT_FOUND, "there is no such object", at, "");
  }

  static Problem conflict(Place at) {
    return new Problem(
        "ARTIFACT_KEY_CONFLICT",
        ProblemClass.CONFIGURATION,
        "in a folder, one key can't be a file and the beginning of another key",
        at,
        "Change one of the keys");
  }

  private static String reason(IOException error) {
    if (error instanceof FileSystemException detailed && detailed.getReason() != null) {
      return detailed.getReason();
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }
}
