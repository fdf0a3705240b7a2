/** Which variables can be used where. */
@NullMarked
package io.argobuild.core.variables;

import org.jspecify.annotations.NullMarked;
