/**
 * A small kubelet: pods as processes of this machine, supervised by shell scripts that outlive the
 * JVM.
 */
@NullMarked
package io.argobuild.core.cluster.local;

import org.jspecify.annotations.NullMarked;
