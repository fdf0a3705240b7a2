/** What becomes of every field of a manifest. */
@NullMarked
package io.argobuild.core.fields;

import org.jspecify.annotations.NullMarked;
