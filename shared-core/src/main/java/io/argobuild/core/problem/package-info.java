/** Errors as values: a stable code, a class, a place and a next step. */
@NullMarked
package io.argobuild.core.problem;

import org.jspecify.annotations.NullMarked;
