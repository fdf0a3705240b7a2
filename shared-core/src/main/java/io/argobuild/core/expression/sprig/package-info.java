/** The functions of sprig v3.3.0 that expressions can call. */
@NullMarked
package io.argobuild.core.expression.sprig;

import org.jspecify.annotations.NullMarked;
