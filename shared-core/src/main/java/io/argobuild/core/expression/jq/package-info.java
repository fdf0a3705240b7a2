/**
 * The jq language of {@code valueFrom.jqFilter}, answering as gojq 0.12.19 does.
 *
 * <p>A filter is read into a {@link io.argobuild.core.expression.jq.Query}, compiled into {@link
 * io.argobuild.core.expression.jq.Node}s with all names resolved, and run by a {@link
 * io.argobuild.core.expression.jq.Machine} that keeps continuations and choice points on the heap.
 *
 * <p>Values are null, Boolean, numbers (Long for Go's int, Double, BigInteger, {@link
 * io.argobuild.core.expression.jq.NumberText}), String, List and Map sorted by key. They are never
 * changed once made.
 */
@NullMarked
package io.argobuild.core.expression.jq;

import org.jspecify.annotations.NullMarked;
