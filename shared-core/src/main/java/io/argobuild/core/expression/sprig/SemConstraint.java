package io.argobuild.core.expression.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint on versions of Masterminds/semver v3.5.0, such as {@code >=1.2, <3 || ~4}: groups of
 * which one must hold, of tests that all must hold.
 */
record SemConstraint(List<List<Test>> groups) {
  private static final int MAX_LENGTH = 512;
  private static final int MAX_GROUPS = 32;
  private static final String VERSION =
      "v?([0-9|x|X|\\*]+)(\\.[0-9|x|X|\\*]+)?(\\.[0-9|x|X|\\*]+)?"
          + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
          + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?";
  private static final String OPERATOR = "(=||!=|>|<|>=|=>|<=|=<|~|~>|\\^)";
  private static final Pattern ONE =
      Pattern.compile("^\\s*" + OPERATOR + "\\s*(" + VERSION + ")\\s*$");
  private static final Pattern RANGE =
      Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
  private static final Pattern FIND = Pattern.compile(OPERATOR + "\\s*(" + VERSION + ")");
  private static final Pattern VALID =
      Pattern.compile(
          "^(\\s*"
              + OPERATOR
              + "\\s*("
              + VERSION
              + ")\\s*)((?:\\s+|,\\s*)"
              + OPERATOR
              + "\\s*("
              + VERSION
              + ")\\s*)*$");

  /**
   * One comparison.
   *
   * @param operator with {@code ~>}, {@code =>} and the like in their usual forms
   * @param any whether a part of the version is missing or a wildcard
   * @param anyMinor whether that is so from the minor part on
   * @param anyPatch whether it is the patch part alone
   */
  record Test(
      String operator, SemVersion version, boolean any, boolean anyMinor, boolean anyPatch) {

    static Test parse(String text) {
      Matcher matcher = ONE.matcher(text);
      if (!matcher.matches()) {
        throw improper(text);
      }
      String major = matcher.group(3);
      String minor = matcher.group(4);
      String patch = matcher.group(5);
      String prerelease = matcher.group(6) == null ? "" : matcher.group(6);
      String version = matcher.group(2);
      boolean any = true;
      boolean anyMinor = false;
      boolean anyPatch = false;
      if (isWild(major)) {
        version = "0.0.0" + prerelease;
      } else if (isWild(minor)) {
        version = major + ".0.0" + prerelease;
        anyMinor = true;
      } else if (isWild(patch)) {
        version = major + minor + ".0" + prerelease;
        anyPatch = true;
      } else {
        any = false;
      }
      try {
        return new Test(
            usual(matcher.group(1)), SemVersion.parse(version), any, anyMinor, anyPatch);
      } catch (GoError e) {
        throw new GoError("constraint parser error");
      }
    }

    private static boolean isWild(@Nullable String part) {
      if (part == null || part.isEmpty()) {
        return true;
      }
      String plain = part.startsWith(".") ? part.substring(1) : part;
      return plain.equals("x") || plain.equals("X") || plain.equals("*");
    }

    private static String usual(String operator) {
      return switch (operator) {
        case "" -> "=";
        case "=>" -> ">=";
        case "=<" -> "<=";
        case "~>" -> "~";
        default -> operator;
      };
    }

    boolean check(SemVersion tested, boolean prereleases) {
      if (!tested.prerelease().isEmpty() && !prereleases) {
        return false;
      }
      int order = tested.compareTo(version);
      return switch (operator) {
        case "=" -> any ? tilde(tested) : order == 0;
        case "!=" -> different(tested);
        case ">" -> greater(tested);
        case "<" -> order < 0;
        case ">=" -> order >= 0;
        case "<=" -> lessOrEqual(tested);
        case "~" -> tilde(tested);
        case "^" -> caret(tested);
        default -> throw new IllegalStateException("operator " + operator);
      };
    }

    private int major(SemVersion tested) {
      return Long.compareUnsigned(tested.major(), version.major());
    }

    private int minor(SemVersion tested) {
      return Long.compareUnsigned(tested.minor(), version.minor());
    }

    private boolean different(SemVersion tested) {
      if (!any) {
        return tested.compareTo(version) != 0;
      }
      if (major(tested) != 0) {
        return true;
      }
      if (anyMinor) {
        return false;
      }
      if (minor(tested) != 0) {
        return true;
      }
      if (anyPatch) {
        return SemVersion.comparePrerelease(tested.prerelease(), version.prerelease()) != 0
            && !(tested.prerelease().isEmpty() && version.prerelease().isEmpty());
      }
      return tested.patch() != version.patch() || tested.compareTo(version) != 0;
    }

    private boolean greater(SemVersion tested) {
      if (any && major(tested) != 0) {
        return major(tested) > 0;
      }
      if (any && anyMinor) {
        return false;
      }
      return any && anyPatch ? minor(tested) > 0 : tested.compareTo(version) > 0;
    }

    private boolean lessOrEqual(SemVersion tested) {
      if (!any) {
        return tested.compareTo(version) <= 0;
      }
      if (major(tested) != 0) {
        return major(tested) < 0;
      }
      return minor(tested) <= 0 || anyMinor;
    }

    private boolean isZero() {
      return version.major() == 0 && version.minor() == 0 && version.patch() == 0;
    }

    private boolean tilde(SemVersion tested) {
      if (tested.compareTo(version) < 0) {
        return false;
      }
      if (isZero() && !anyMinor && !anyPatch) {
        return true;
      }
      return major(tested) == 0 && (minor(tested) == 0 || anyMinor);
    }

    private boolean caret(SemVersion tested) {
      if (tested.compareTo(version) < 0) {
        return false;
      }
      if (version.major() != 0 || anyMinor) {
        return major(tested) == 0;
      }
      if (tested.major() != 0) {
        return false;
      }
      if (version.minor() != 0 || anyPatch) {
        return minor(tested) == 0;
      }
      return tested.minor() == 0 && tested.patch() == version.patch();
    }
  }

  private static GoError improper(String text) {
    return new GoError("improper constraint: " + GoQuote.quote(text));
  }

  static SemConstraint parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new GoError("constraint string is too long (max " + MAX_LENGTH + " bytes)");
    }
    String[] alternatives = withoutRanges(text).split("\\|\\|", -1);
    if (alternatives.length > MAX_GROUPS) {
      throw new GoError("too many constraint groups (max " + MAX_GROUPS + ")");
    }
    List<List<Test>> groups = new ArrayList<>();
    for (String alternative : alternatives) {
      if (!VALID.matcher(alternative).find()) {
        throw improper(alternative);
      }
      List<Test> tests = new ArrayList<>();
      Matcher matcher = FIND.matcher(alternative);
      while (matcher.find()) {
        tests.add(Test.parse(matcher.group()));
      }
      groups.add(List.copyOf(tests));
    }
    return new SemConstraint(List.copyOf(groups));
  }

  /** {@code 1.2 - 3.4} is {@code >= 1.2, <= 3.4}. */
  private static String withoutRanges(String text) {
    String rewritten = text;
    Matcher matcher = RANGE.matcher(text);
    while (matcher.find()) {
      String range = matcher.group();
      int at = rewritten.indexOf(range);
      rewritten =
          rewritten.substring(0, at)
              + ">= "
              + matcher.group(1)
              + ", <= "
              + matcher.group(11)
              + " "
              + rewritten.substring(at + range.length());
    }
    return rewritten;
  }

  boolean check(SemVersion version) {
    for (List<Test> group : groups) {
      boolean prereleases = group.stream().anyMatch(test -> !test.version().prerelease().isEmpty());
      if (group.stream().allMatch(test -> test.check(version, prereleases))) {
        return true;
      }
    }
    return false;
  }
}
