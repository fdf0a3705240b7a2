/** Artifact garbage collection: planner, runner and report. */
@NullMarked
package io.argobuild.core.gc;

import org.jspecify.annotations.NullMarked;
