/** Go's regular expressions with limits on what they grow to. */
@NullMarked
package io.argobuild.core.expression.regex;

import org.jspecify.annotations.NullMarked;
