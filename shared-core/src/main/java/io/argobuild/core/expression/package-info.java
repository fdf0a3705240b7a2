/**
 * The expression languages of manifests: expr-lang, {@code when} conditions, JSONPath and jq.
 *
 * <p>{@link io.argobuild.core.expression.Expression} evaluates expr-lang (v1.17.8, with the
 * functions that Argo 4.1.2 adds) over an {@link io.argobuild.core.expression.Environment}. Results
 * are the Java values described in {@link io.argobuild.core.expression.golang}.
 */
@NullMarked
package io.argobuild.core.expression;

import org.jspecify.annotations.NullMarked;
