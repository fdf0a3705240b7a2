/** What the user wrote: records as views over the raw manifest tree, and their reader. */
@NullMarked
package io.argobuild.core.manifest;

import org.jspecify.annotations.NullMarked;
