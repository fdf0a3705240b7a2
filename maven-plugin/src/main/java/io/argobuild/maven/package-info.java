/** The goals: they map parameters onto the facade of shared-core and draw its events. */
@NullMarked
package io.argobuild.maven;

import org.jspecify.annotations.NullMarked;
