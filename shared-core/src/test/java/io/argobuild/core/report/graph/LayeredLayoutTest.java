package io.argobuild.core.report.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Coordinates recorded from {@code layout.js}: pages and pictures look the same. */
class LayeredLayoutTest {
  @TestFactory
  Stream<DynamicTest> coordinatesAreThoseOfThePages() throws IOException {
    JsonNode all;
    try (InputStream in = getClass().getResourceAsStream("/report/layout/vectors.json")) {
      all = new ObjectMapper().readTree(in);
    }
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            graph ->
                DynamicTest.dynamicTest(
                    graph.path("boxes").size() + " boxes, " + graph.path("links").size() + " links",
                    () -> check(graph)));
  }

  private static void check(JsonNode graph) {
    boolean across = graph.path("across").asBoolean();
    List<Box> boxes = new ArrayList<>();
    graph.path("boxes").forEach(b -> boxes.add(new Box(b.get(0).asDouble(), b.get(1).asDouble())));
    List<Layout.Link> links = new ArrayList<>();
    graph
        .path("links")
        .forEach(l -> links.add(new Layout.Link(l.get(0).asInt(), l.get(1).asInt())));

    Layout layout = LayeredLayout.of(boxes, links, across, graph.path("narrow").asBoolean());

    assertThat(layout.width()).isEqualTo(graph.path("w").asDouble());
    assertThat(layout.height()).isEqualTo(graph.path("h").asDouble());
    for (int i = 0; i < boxes.size(); i++) {
      JsonNode at = graph.path("at").get(i);
      assertThat(List.of(boxes.get(i).x, boxes.get(i).y))
          .as("box %d", i)
          .containsExactly(at.get(0).asDouble(), at.get(1).asDouble());
    }
    for (int i = 0; i < graph.path("paths").size(); i++) {
      assertThat(layout.routes().get(i).path(across, 0, 0))
          .isEqualTo(graph.path("paths").get(i).asText());
    }
  }

  @Test
  void edgesInACircleAreDrawnAllTheSame() {
    List<Box> boxes = List.of(new Box(10, 10), new Box(10, 10), new Box(10, 10));
    List<Layout.Link> links =
        List.of(new Layout.Link(0, 1), new Layout.Link(1, 2), new Layout.Link(2, 1));

    Layout layout = LayeredLayout.of(boxes, links, true, false);

    assertThat(layout.routes()).hasSize(3);
    assertThat(layout.width()).isFinite().isPositive();
  }
}
