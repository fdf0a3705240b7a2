/** The rules of {@code retryStrategy}, manual retries and the repair of statuses. */
@NullMarked
package io.argobuild.core.retry;

import org.jspecify.annotations.NullMarked;
