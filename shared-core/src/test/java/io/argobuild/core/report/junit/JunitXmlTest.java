package io.argobuild.core.report.junit;

import static io.argobuild.core.status.NodePhase.FAILED;
import static io.argobuild.core.status.NodePhase.RUNNING;
import static io.argobuild.core.status.NodePhase.SUCCEEDED;
import static io.argobuild.core.status.NodeType.Leaf.POD;
import static io.argobuild.core.status.NodeType.Virtual.DAG;
import static io.argobuild.core.status.NodeType.Virtual.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.golden.GoldenFile;
import io.argobuild.core.report.Nodes;
import io.argobuild.core.report.SampleRuns;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewInput;
import io.argobuild.core.report.view.ViewModel;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class JunitXmlTest {
  /** In the order of Surefire's schema. */
  private static final List<String> IN_A_CASE =
      List.of(
          "failure",
          "rerunFailure",
          "flakyFailure",
          "skipped",
          "error",
          "rerunError",
          "flakyError",
          "system-out");

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "testsuite", List.of("name", "tests", "errors", "skipped", "failures"),
          "testcase", List.of("name", "classname", "time"),
          "property", List.of("name", "value"),
          "failure", List.of("type"),
          "error", List.of("type"),
          "rerunFailure", List.of("type"),
          "flakyFailure", List.of("type"));

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static List<Element> children(Element parent) {
    List<Element> all = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        all.add(element);
      }
    }
    return all;
  }

  private static void assertSurefire(Element suite) {
    required(suite);
    List<Element> members = children(suite);
    assertThat(members.get(0).getTagName()).isEqualTo("properties");
    children(members.get(0)).forEach(JunitXmlTest::required);
    for (Element one : members.subList(1, members.size())) {
      assertThat(one.getTagName()).isEqualTo("testcase");
      required(one);
      assertThat(one.getAttribute("time")).matches("\\d+(\\.\\d{0,3})?");
      List<Integer> order = new ArrayList<>();
      for (Element part : children(one)) {
        required(part);
        assertThat(IN_A_CASE).contains(part.getTagName());
        order.add(IN_A_CASE.indexOf(part.getTagName()));
      }
      assertThat(order).isSorted();
    }
  }

  private static void required(Element element) {
    for (String name : REQUIRED.getOrDefault(element.getTagName(), List.of())) {
      assertThat(element.hasAttribute(name)).as(element.getTagName() + " " + name).isTrue();
    }
  }

  @Test
  void aFailedReleaseIsATestReport() throws Exception {
    String xml = JunitXml.render(SampleRuns.release(), "release");

    assertSurefire(parsed(xml));
    GoldenFile.of("report/release.junit.xml").assertMatches(xml);
  }

  @Test
  void countsAreThoseOfTheCases() throws Exception {
    Element suite = parsed(JunitXml.render(SampleRuns.release(), "release"));

    for (String[] count :
        new String[][] {
          {"tests", "testcase"},
          {"failures", "failure"},
          {"errors", "error"},
          {"skipped", "skipped"}
        }) {
      assertThat(suite.getAttribute(count[0]))
          .as(count[0])
          .isEqualTo("" + suite.getElementsByTagName(count[1]).getLength());
    }
  }

  @Test
  void aStepThatSucceededAtALaterAttemptIsFlaky() throws Exception {
    View view =
        ViewModel.of(
            ViewInput.of(
                new Nodes("wf-x1")
                    .node("wf-x1", DAG, RUNNING, n -> n)
                    .in("wf-x1", "wf-x1.r", "r", RETRY, SUCCEEDED)
                    .in("wf-x1", "wf-x1.r(0)", "r(0)", POD, FAILED, n -> n.message("a\u0000\"<b"))
                    .in("wf-x1", "wf-x1.r(1)", "r(1)", POD, SUCCEEDED)
                    .children("wf-x1.r", "wf-x1.r(0)", "wf-x1.r(1)")
                    .workflow(),
                Nodes.START));
    Element suite = parsed(JunitXml.render(view, "wf"));

    assertSurefire(suite);
    Element only = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(only.getAttribute("name")).isEqualTo("r");
    Element flaky = (Element) only.getElementsByTagName("flakyFailure").item(0);
    assertThat(flaky.getAttribute("message")).isEqualTo("a\"<b");
    assertThat(suite.getAttribute("failures")).isEqualTo("0");
  }
}
