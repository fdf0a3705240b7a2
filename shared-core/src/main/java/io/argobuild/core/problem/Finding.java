package io.argobuild.core.problem;

/**
 * What an examination found.
 *
 * @param subject what was looked at
 * @param text what it is like
 * @param nextStep what to do; empty where all is well
 */
public record Finding(Level level, String subject, String text, String nextStep) {
  /** How bad it is. */
  public enum Level {
    OK,
    /** Some workflows can't run, or not as well. */
    WARNING,
    /** No workflow can run. */
    ERROR
  }

  public static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  public static Finding error(String subject, Problem problem) {
    return new Finding(Level.ERROR, subject, problem.message(), problem.nextStep());
  }
}
