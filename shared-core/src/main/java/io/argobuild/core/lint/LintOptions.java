package io.argobuild.core.lint;

/**
 * What to check.
 *
 * @param strict unknown fields are errors, as with {@code argo lint}; else warnings
 * @param ownRules whether rules beyond Argo's apply
 * @param argoRuntime whether an installed Argo runs it, which has plugins and a repository
 */
public record LintOptions(boolean strict, boolean ownRules, boolean argoRuntime) {
  public static final LintOptions DEFAULT = new LintOptions(true, true, false);
}
