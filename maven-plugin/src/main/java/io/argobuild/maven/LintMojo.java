package io.argobuild.maven;

import io.argobuild.core.lint.Lint;
import io.argobuild.core.lint.LintFormat;
import io.argobuild.core.lint.LintOptions;
import io.argobuild.core.lint.LintReport;
import io.argobuild.core.lint.Severity;
import io.argobuild.core.manifest.Manifests;
import java.io.IOException;
import java.util.Locale;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Validates manifests as {@code argo lint --offline} does, and by rules of its own. All findings
 * are told at once, each with file, line and column; the build fails when one is an error.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "lint",
    defaultPhase = LifecyclePhase.VALIDATE,
    requiresProject = false,
    threadSafe = true)
public final class LintMojo extends AbstractArgoMojo {

  /**
   * What to check: files, folders, globs, or {@code -} for standard input; several are separated by
   * commas. Templates that are referred to are looked for in all of them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest", required = true)
  String manifest = "";

  /**
   * How findings are shown: {@code pretty}, {@code simple}, {@code json}, {@code sarif} or {@code
   * checkstyle}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.lint.format", defaultValue = "pretty")
  String format = "pretty";

  /**
   * Where the report is written to, besides a summary in the log.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.outputFile")
  String outputFile = "";

  /**
   * Whether fields that Argo does not know are errors; else they are warnings.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.lint.strict", defaultValue = "true")
  boolean strict = true;

  /**
   * Whether warnings fail the build too.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.lint.failOnWarning", defaultValue = "false")
  boolean failOnWarning;

  @Override
  void perform() throws MojoFailureException, IOException {
    LintFormat shape = Texts.choice(LintFormat.class, "argo.lint.format", format);
    Manifests manifests = new ManifestSources(base(), System.in).readAll(manifest);
    LintReport report = Lint.check(manifests, new LintOptions(strict, true, false));
    String text = shape.render(report);
    if (outputFile.isEmpty()) {
      Texts.lines(text).forEach(getLog()::info);
    } else {
      OutputFiles.write(resolve(outputFile), text);
      getLog().info(summary(report) + "; see " + outputFile);
    }
    boolean nothing = report.verdicts().isEmpty() && report.findings().isEmpty();
    if (nothing) {
      throw new MojoFailureException("Found nothing to lint in " + manifest);
    }
    if (report.hasErrors() || (failOnWarning && report.count(Severity.WARNING) > 0)) {
      throw new MojoFailureException("Lint found " + summary(report));
    }
  }

  private static String summary(LintReport report) {
    return "%d errors, %d warnings"
        .formatted(report.count(Severity.ERROR), report.count(Severity.WARNING))
        .toLowerCase(Locale.ROOT);
  }
}
