/** Where the state of a run is kept. */
@NullMarked
package io.argobuild.core.store;

import org.jspecify.annotations.NullMarked;
