/** Kubernetes' selectors: of labels, of fields, and of values inside an object. */
@NullMarked
package io.argobuild.core.expression.selector;

import org.jspecify.annotations.NullMarked;
