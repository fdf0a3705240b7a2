package io.argobuild.core.expression.sprig;

/** sprig's functions for semantic versions. */
final class Versions {
  private Versions() {}

  static void register(Registry out) {
    out.add(
        "semver", "func(string) (*semver.Version, error)", call -> SemVersion.parse(call.text(0)));
    out.add(
        "semverCompare",
        "func(string, string) (bool, error)",
        call -> {
          SemConstraint constraint = SemConstraint.parse(call.text(0));
          return constraint.check(SemVersion.parse(call.text(1)));
        });
  }
}
