/** The expression languages of manifests: expr-lang, {@code when} conditions, JSONPath and jq. */
@NullMarked
package io.argobuild.core.expression;

import org.jspecify.annotations.NullMarked;
