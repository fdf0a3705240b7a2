/** Pods for nodes: the pod factory, the in-pod protocol and its reports. */
@NullMarked
package io.argobuild.core.pod;

import org.jspecify.annotations.NullMarked;
