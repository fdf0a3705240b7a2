/** Static validation: every finding with file, line, path and rule. */
@NullMarked
package io.argobuild.core.lint;

import org.jspecify.annotations.NullMarked;
