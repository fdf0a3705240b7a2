/** What keeps a node from starting: locks that others have, and outputs that are there already. */
@NullMarked
package io.argobuild.core.gate;

import org.jspecify.annotations.NullMarked;
