package io.argobuild.core.vectors;

import java.util.Locale;

/** What came of some cases: how many there were, passed, and gave Go's error in Go's words. */
final class VectorTally {
  private int run;
  private int passed;
  private int errors;
  private int equalTexts;

  void run() {
    run++;
  }

  void passed() {
    passed++;
  }

  void error(boolean equalText) {
    errors++;
    equalTexts += equalText ? 1 : 0;
  }

  void add(VectorTally other) {
    run += other.run;
    passed += other.passed;
    errors += other.errors;
    equalTexts += other.equalTexts;
  }

  /** Of the errors, in percent; 100 if there were none. */
  double equalTextsPercent() {
    return errors == 0 ? 100 : 100.0 * equalTexts / errors;
  }

  @Override
  public String toString() {
    String text = passed + " passed" + (run == passed ? "" : ", " + (run - passed) + " FAILED");
    return errors == 0
        ? text
        : text
            + String.format(
                Locale.ROOT,
                ", %d of %d error texts equal (%.1f %%)",
                equalTexts,
                errors,
                equalTextsPercent());
  }
}
