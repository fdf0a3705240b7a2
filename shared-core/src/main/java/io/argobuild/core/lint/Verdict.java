package io.argobuild.core.lint;

/**
 * What Argo's own lint says of an object.
 *
 * @param object as Argo names it
 * @param error its first error, word for word; empty when there is none
 */
public record Verdict(String file, String object, String error) {}
