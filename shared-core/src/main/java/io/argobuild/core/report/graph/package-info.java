/** Pictures of a run: where its boxes are, and the graph as SVG, Mermaid and DOT. */
@NullMarked
package io.argobuild.core.report.graph;

import org.jspecify.annotations.NullMarked;
