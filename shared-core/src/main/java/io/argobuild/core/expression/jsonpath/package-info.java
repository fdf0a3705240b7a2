/**
 * The two JSONPath dialects of manifests: kubectl's templates and the {@code jsonpath} function of
 * expressions.
 */
@NullMarked
package io.argobuild.core.expression.jsonpath;

import org.jspecify.annotations.NullMarked;
