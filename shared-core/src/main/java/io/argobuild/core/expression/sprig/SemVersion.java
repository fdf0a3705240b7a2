package io.argobuild.core.expression.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.GoValue;
import io.argobuild.core.expression.golang.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A version of Masterminds/semver v3.5.0, which also takes {@code v1.2} and {@code 01.2.3}.
 *
 * @param original as it was written; empty for one that was computed
 * @param pointer whether it is Go's {@code *semver.Version}
 */
record SemVersion(
    long major,
    long minor,
    long patch,
    String prerelease,
    String metadata,
    String original,
    boolean pointer)
    implements GoValue, GoJson.JsonText {
  private static final int MAX_LENGTH = 256;
  private static final Pattern VERSION =
      Pattern.compile(
          "^v?([0-9]+)(\\.[0-9]+)?(\\.[0-9]+)?"
              + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
              + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?$");
  private static final GoType VALUE =
      new GoType(
          Kind.STRUCT,
          "semver.Version",
          "github.com/Masterminds/semver/v3.Version",
          List.of(),
          0,
          false);
  private static final GoType POINTER = GoType.pointerTo(VALUE);
  private static final Map<String, ToLongFunction<SemVersion>> NUMBERS =
      Map.of("Major", SemVersion::major, "Minor", SemVersion::minor, "Patch", SemVersion::patch);

  static SemVersion parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new GoError("version string is too long (max " + MAX_LENGTH + " bytes)");
    }
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      throw new GoError("invalid semantic version");
    }
    SemVersion version =
        new SemVersion(
            number(matcher.group(1)),
            number(matcher.group(2)),
            number(matcher.group(3)),
            Objects.requireNonNullElse(matcher.group(5), ""),
            Objects.requireNonNullElse(matcher.group(8), ""),
            text,
            true);
    for (String part : version.prerelease.split("\\.")) {
      if (part.length() > 1 && part.startsWith("0") && isNumber(part)) {
        throw new GoError("version segment starts with 0");
      }
    }
    return version;
  }

  private static long number(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return 0;
    }
    try {
      return GoNumbers.parseUint(digits.startsWith(".") ? digits.substring(1) : digits);
    } catch (GoError e) {
      throw new GoError("error parsing version segment: " + e.text());
    }
  }

  static boolean isNumber(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public GoType type() {
    return pointer ? POINTER : VALUE;
  }

  @Override
  public Object dereferenced() {
    return new SemVersion(major, minor, patch, prerelease, metadata, original, false);
  }

  @Override
  public String jsonText() {
    return toString();
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(major)
        + "."
        + Long.toUnsignedString(minor)
        + "."
        + Long.toUnsignedString(patch)
        + (prerelease.isEmpty() ? "" : "-" + prerelease)
        + (metadata.isEmpty() ? "" : "+" + metadata);
  }

  /** Metadata doesn't count; a prerelease comes before its release. */
  int compareTo(SemVersion other) {
    int numbers = Long.compareUnsigned(major, other.major);
    numbers = numbers != 0 ? numbers : Long.compareUnsigned(minor, other.minor);
    numbers = numbers != 0 ? numbers : Long.compareUnsigned(patch, other.patch);
    if (numbers != 0) {
      return Integer.signum(numbers);
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    return comparePrerelease(prerelease, other.prerelease);
  }

  static int comparePrerelease(String left, String right) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int order = comparePart(i < a.length ? a[i] : "", i < b.length ? b[i] : "");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int comparePart(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? -1 : 1;
    }
    Long x = unsigned(a);
    Long y = unsigned(b);
    if (x == null && y == null) {
      return a.compareTo(b) > 0 ? 1 : -1;
    }
    if (x == null || y == null) {
      return x == null ? 1 : -1;
    }
    return Long.compareUnsigned(x, y) > 0 ? 1 : -1;
  }

  private static @Nullable Long unsigned(String part) {
    try {
      return isNumber(part) ? (Long) GoNumbers.parseUint(part) : null;
    } catch (GoError e) {
      return null;
    }
  }

  @Override
  public @Nullable GoFunction method(String name) {
    ToLongFunction<SemVersion> number = NUMBERS.get(name);
    if (number != null) {
      return GoFunction.of(
          "func() uint64", call -> new GoInt(GoType.UINT64, number.applyAsLong(this)));
    }
    return switch (name) {
      case "String" -> text(toString());
      case "Prerelease" -> text(prerelease);
      case "Metadata" -> text(metadata);
      case "IncMajor" -> next(major + 1, 0, 0);
      case "IncMinor" -> next(major, minor + 1, 0);
      case "IncPatch" -> next(major, minor, patch + (prerelease.isEmpty() ? 1 : 0));
      default -> pointer ? pointerMethod(name) : null;
    };
  }

  private static GoFunction text(String text) {
    return GoFunction.of("func() string", call -> text);
  }

  private GoFunction next(long x, long y, long z) {
    String prefix = original.startsWith("v") ? "v" : "";
    SemVersion plain = new SemVersion(x, y, z, "", "", "", false);
    SemVersion next = new SemVersion(x, y, z, "", "", prefix + plain, false);
    return GoFunction.of("func() semver.Version", call -> next);
  }

  private @Nullable GoFunction pointerMethod(String name) {
    String test = "func(*semver.Version) bool";
    return switch (name) {
      case "Original" -> text(original);
      case "LessThan" -> GoFunction.of(test, call -> compareTo(argument(call)) < 0);
      case "LessThanEqual" -> GoFunction.of(test, call -> compareTo(argument(call)) <= 0);
      case "GreaterThan" -> GoFunction.of(test, call -> compareTo(argument(call)) > 0);
      case "GreaterThanEqual" -> GoFunction.of(test, call -> compareTo(argument(call)) >= 0);
      case "Equal" -> GoFunction.of(test, call -> compareTo(argument(call)) == 0);
      case "Compare" ->
          GoFunction.of("func(*semver.Version) int", call -> (long) compareTo(argument(call)));
      default -> null;
    };
  }

  private static SemVersion argument(Call call) {
    if (call.get(0) instanceof SemVersion version) {
      return version;
    }
    throw new GoError("runtime error: invalid memory address or nil pointer dereference");
  }
}
