/** Runs that are kept in a namespace of a Kubernetes cluster. Only used where that is wanted. */
@NullMarked
package io.argobuild.core.store.kubernetes;

import org.jspecify.annotations.NullMarked;
