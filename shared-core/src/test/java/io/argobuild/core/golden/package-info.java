/** Expected texts kept as files. */
@NullMarked
package io.argobuild.core.golden;

import org.jspecify.annotations.NullMarked;
