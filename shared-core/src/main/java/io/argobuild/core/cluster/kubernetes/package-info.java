/**
 * Pods on a Kubernetes cluster. Everything that touches the client library is in here, so that runs
 * without a cluster never load it.
 */
@NullMarked
package io.argobuild.core.cluster.kubernetes;

import org.jspecify.annotations.NullMarked;
