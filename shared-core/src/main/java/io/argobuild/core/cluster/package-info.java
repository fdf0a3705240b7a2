/** Where pods run: the port and the local cluster. */
@NullMarked
package io.argobuild.core.cluster;

import org.jspecify.annotations.NullMarked;
