/** What a resource template asks for: kubectl's verbs, flags and arguments, read and checked. */
@NullMarked
package io.argobuild.core.resource;

import org.jspecify.annotations.NullMarked;
