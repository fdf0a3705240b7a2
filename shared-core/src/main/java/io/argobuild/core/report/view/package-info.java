/** What a run looks like, as data: the view model {@code argo-build/view/1}. */
@NullMarked
package io.argobuild.core.report.view;

import org.jspecify.annotations.NullMarked;
