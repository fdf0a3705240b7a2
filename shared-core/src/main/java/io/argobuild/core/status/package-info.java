/** What happened: nodes, phases, outputs and artifact states, in Argo's own JSON. */
@NullMarked
package io.argobuild.core.status;

import org.jspecify.annotations.NullMarked;
