package io.argobuild.core.lint;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant. */
final class Nearest {
  private static final int MAX_LENGTH = 200;

  /** Among more names, the search would cost more than it is worth. */
  static final int MAX_NAMES = 2_000;

  private Nearest() {}

  /** {@code Did you mean X?}, or another text if nothing is near. */
  static String suggestion(String name, Collection<String> known, String otherwise) {
    if (known.size() > MAX_NAMES) {
      return otherwise;
    }
    int farthest = Math.max(2, name.length() / 4);
    String best = "";
    int bestDistance = farthest;
    for (String candidate : known) {
      int distance = distance(name, candidate, farthest + 1);
      boolean better = best.isEmpty() || distance < bestDistance || candidate.compareTo(best) < 0;
      if (distance <= bestDistance && better && !candidate.isEmpty()) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? otherwise : "Did you mean " + best + "?";
  }

  /** Insertions, deletions, changes and swaps of neighbours; {@code limit} or more when farther. */
  static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit || a.length() > MAX_LENGTH) {
      return limit;
    }
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1 && j > 1 && isSwap(left, right, i, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[right.length()];
  }

  private static boolean isSwap(String left, String right, int i, int j) {
    return left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
  }
}
