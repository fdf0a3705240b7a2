/** The facade that both wrappings use, and its event loop. */
@NullMarked
package io.argobuild.core.run;

import org.jspecify.annotations.NullMarked;
