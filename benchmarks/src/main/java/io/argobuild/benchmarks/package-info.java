/** JMH benchmarks. */
@NullMarked
package io.argobuild.benchmarks;

import org.jspecify.annotations.NullMarked;
