package io.argobuild.core.run;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names of runs, as the Kubernetes API makes and checks them. */
final class RunName {
  /** A workflow's name is the value of a label (Argo 4.1.2). */
  private static final int MAX_LENGTH = 63;

  private static final int SUFFIX_LENGTH = 5;

  /** Without vowels and look-alikes, so that no words come out. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final Pattern VALID =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private RunName() {}

  /** The prefix, shortened if need be, and five random characters. */
  static String generate(String prefix, RandomGenerator random) {
    int length = Math.min(prefix.length(), MAX_LENGTH - SUFFIX_LENGTH);
    StringBuilder name = new StringBuilder(prefix.substring(0, length));
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  /**
   * @throws io.argobuild.core.problem.ProblemException {@code RUN_BAD_NAME}
   */
  static String checked(String name) {
    if (name.length() > MAX_LENGTH) {
      throw RunProblems.badName(name, "it has " + name.length() + " characters");
    }
    if (!VALID.matcher(name).matches()) {
      throw RunProblems.badName(name, "it is not a DNS subdomain");
    }
    return name;
  }
}
