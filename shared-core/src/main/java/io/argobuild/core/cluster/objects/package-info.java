/** Objects of a cluster, of any kind: the port to them, and the objects of a local run. */
@NullMarked
package io.argobuild.core.cluster.objects;

import org.jspecify.annotations.NullMarked;
