/**
 * The {@code when} conditions of steps, tasks and cron workflows: the expression language of
 * Knetic/govaluate as Argo 4.1.2 uses it, with its grammar, its order of evaluation and its error
 * texts.
 */
@NullMarked
package io.argobuild.core.expression.when;

import org.jspecify.annotations.NullMarked;
