package io.argobuild.core.run;

/** The end of a driver at some instruction. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  /** Counts places at which a driver may die, and has it die at one of them. */
  static final class Points {
    private final int at;
    private int passed;

    /**
     * @param at from 1; 0 for never
     */
    Points(int at) {
      this.at = at;
    }

    void pass() {
      passed++;
      if (passed == at) {
        throw new Crash();
      }
    }

    int passed() {
      return passed;
    }
  }
}
