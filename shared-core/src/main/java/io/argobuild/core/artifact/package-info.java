/** Artifact locations, keys, archive formats and stores. */
@NullMarked
package io.argobuild.core.artifact;

import org.jspecify.annotations.NullMarked;
