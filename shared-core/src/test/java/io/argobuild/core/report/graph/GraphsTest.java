package io.argobuild.core.report.graph;

import static io.argobuild.core.status.NodePhase.RUNNING;
import static io.argobuild.core.status.NodeType.Leaf.POD;
import static io.argobuild.core.status.NodeType.Virtual.STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.golden.GoldenFile;
import io.argobuild.core.report.Nodes;
import io.argobuild.core.report.SampleRuns;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewInput;
import io.argobuild.core.report.view.ViewModel;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GraphsTest {
  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void aReleaseAsSvg() throws Exception {
    String svg = SvgGraph.render(SampleRuns.release(), true);

    parsed(svg);
    GoldenFile.of("report/release.svg").assertMatches(svg);
  }

  @Test
  void aReleaseAsMermaid() {
    GoldenFile.of("report/release.mmd")
        .assertMatches(MermaidGraph.render(SampleRuns.release(), true));
  }

  @Test
  void aReleaseAsDot() {
    GoldenFile.of("report/release.dot").assertMatches(DotGraph.render(SampleRuns.release(), false));
  }

  private static View named(String label) {
    return ViewModel.of(
        ViewInput.of(
            new Nodes("wf").node("wf", POD, RUNNING, n -> n.displayName(label)).workflow(),
            Nodes.START));
  }

  @Test
  void namesFromOutsideStayNames() throws Exception {
    View view = named("\"]; evil --> x[\"<b>&#\\");

    assertThat(parsed(SvgGraph.render(view, true)).getElementsByTagName("b").getLength()).isZero();
    assertThat(MermaidGraph.render(view, true)).doesNotContain("\"]; evil").doesNotContain("<b>");
    assertThat(DotGraph.render(view, true)).contains("\\\"]; evil");
  }

  @Test
  void whatIsNestedDeeperThanAStackIsDrawn() {
    Nodes nodes = new Nodes("wf").node("wf", STEPS, RUNNING, n -> n);
    String boundary = "wf";
    for (int depth = 0; depth < 2_000; depth++) {
      String name = "wf." + depth;
      nodes.in(boundary, name, "d" + depth, STEPS, RUNNING);
      boundary = name;
    }
    View view = ViewModel.of(ViewInput.of(nodes.workflow(), Nodes.START));

    assertThat(SvgGraph.render(view, true)).contains("d38").doesNotContain("d100");
    assertThat(MermaidGraph.render(view, true)).contains("d1999");
    assertThat(DotGraph.render(view, true)).contains("d1999");
  }
}
