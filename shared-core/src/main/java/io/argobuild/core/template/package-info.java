/** Variable scopes, substitution, argument resolution and loop expansion. */
@NullMarked
package io.argobuild.core.template;

import org.jspecify.annotations.NullMarked;
