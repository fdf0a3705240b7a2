package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What holds for all goals is checked in what Maven reads of them. */
class PluginDescriptorTest {
  private static final Element PLUGIN = read();

  private static Element read() {
    try (InputStream in =
        PluginDescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    } catch (IOException
        | javax.xml.parsers.ParserConfigurationException
        | org.xml.sax.SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = parent.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
  }

  private static Stream<Element> goals() {
    return elements(PLUGIN, "mojo").stream().filter(goal -> !text(goal, "goal").equals("help"));
  }

  private static Stream<DynamicTest> ofAllGoals(java.util.function.Consumer<Element> check) {
    return goals().map(g -> DynamicTest.dynamicTest(text(g, "goal"), () -> check.accept(g)));
  }

  private static Stream<Element> settable(Element goal) {
    return elements(goal, "parameter").stream()
        .filter(parameter -> text(parameter, "editable").equals("true"));
  }

  @Test
  void theGoalsAreThese() {
    assertThat(text(PLUGIN, "goalPrefix")).isEqualTo("argo");
    assertThat(elements(PLUGIN, "mojo"))
        .extracting(goal -> text(goal, "goal"))
        .containsExactlyInAnyOrder(
            "attach",
            "artifacts",
            "delete",
            "doctor",
            "gc",
            "get",
            "graph",
            "help",
            "lint",
            "list",
            "logs",
            "orphans",
            "render",
            "report",
            "resubmit",
            "resume",
            "retry",
            "run",
            "status",
            "stop",
            "submit",
            "suspend",
            "terminate",
            "watch");
  }

  @TestFactory
  Stream<DynamicTest> goalsAreThreadSafeAndNeedNoProject() {
    return ofAllGoals(
        goal -> {
          assertThat(text(goal, "threadSafe")).isEqualTo("true");
          assertThat(text(goal, "requiresProject")).isEqualTo("false");
        });
  }

  @TestFactory
  Stream<DynamicTest> goalsCanBeSkipped() {
    return ofAllGoals(
        goal -> assertThat(settable(goal)).extracting(p -> text(p, "name")).contains("skip"));
  }

  @TestFactory
  Stream<DynamicTest> parametersHaveAPropertyOfOurs() {
    return ofAllGoals(
        goal ->
            assertThat(settable(goal))
                .filteredOn(p -> !List.of("images", "parameters").contains(text(p, "name")))
                .allSatisfy(
                    parameter ->
                        assertThat(property(goal, text(parameter, "name")))
                            .as(text(parameter, "name"))
                            .startsWith("${argo.")));
  }

  @Test
  void aPropertyIsOneParameterOverAllGoals() {
    Map<String, Set<String>> meanings = new TreeMap<>();
    goals()
        .forEach(
            goal ->
                settable(goal)
                    .forEach(
                        parameter -> {
                          String name = text(parameter, "name");
                          String property = property(goal, name);
                          if (!property.isEmpty()) {
                            meanings
                                .computeIfAbsent(property, key -> new TreeSet<>())
                                .add(text(parameter, "type") + ' ' + name);
                          }
                        }));
    assertThat(meanings).isNotEmpty().allSatisfy((property, all) -> assertThat(all).hasSize(1));
  }

  @TestFactory
  Stream<DynamicTest> goalsRunOffline() {
    return ofAllGoals(goal -> assertThat(text(goal, "requiresOnline")).isEqualTo("false"));
  }

  @TestFactory
  Stream<DynamicTest> goalsAreInTheReadme() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("basedir", "."), "../README.md"));
    return ofAllGoals(goal -> assertThat(readme).contains('`' + text(goal, "goal") + '`'));
  }

  private static String property(Element goal, String parameter) {
    return text(elements(goal, "configuration").get(0), parameter);
  }

  @TestFactory
  Stream<DynamicTest> goalsAndParametersAreDescribed() {
    return ofAllGoals(
        goal -> {
          assertThat(text(goal, "description")).isNotBlank();
          assertThat(settable(goal))
              .allSatisfy(
                  parameter -> {
                    assertThat(text(parameter, "description")).isNotBlank();
                    assertThat(text(parameter, "since")).isNotBlank();
                  });
        });
  }
}
