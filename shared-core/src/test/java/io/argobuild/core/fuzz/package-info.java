/** Feeds languages with broken inputs made of good ones. */
@NullMarked
package io.argobuild.core.fuzz;

import org.jspecify.annotations.NullMarked;
