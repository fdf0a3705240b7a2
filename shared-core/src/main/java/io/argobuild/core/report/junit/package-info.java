/** A run as a test report, which CI servers show. */
@NullMarked
package io.argobuild.core.report.junit;

import org.jspecify.annotations.NullMarked;
