/** The pure reconciler: state and observations in, next state and actions out. */
@NullMarked
package io.argobuild.core.engine;

import org.jspecify.annotations.NullMarked;
