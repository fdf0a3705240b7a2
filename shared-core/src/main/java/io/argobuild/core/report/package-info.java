/** How a run is shown: tree, JSON, graphs. */
@NullMarked
package io.argobuild.core.report;

import org.jspecify.annotations.NullMarked;
