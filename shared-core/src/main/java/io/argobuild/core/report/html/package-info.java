/** A run as a page of its own: everything is in one file, which needs no network. */
@NullMarked
package io.argobuild.core.report.html;

import org.jspecify.annotations.NullMarked;
