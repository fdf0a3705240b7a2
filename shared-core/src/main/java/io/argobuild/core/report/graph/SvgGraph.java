package io.argobuild.core.report.graph;

import static io.argobuild.core.report.Markup.escape;
import static io.argobuild.core.report.Markup.number;

import io.argobuild.core.report.Durations;
import io.argobuild.core.report.view.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The graph of a run as an SVG that needs no style sheet, no script and no font of its own. */
public final class SvgGraph {
  private static final double MARGIN = 12;
  private static final String INK = "#1a1f29";
  private static final String FAINT = "#566070";
  private static final String LINE = "#8b93a1";

  private final StringBuilder out = new StringBuilder();
  private final boolean across;

  private SvgGraph(boolean across) {
    this.across = across;
  }

  /**
   * @param across whether edges run from left to right, else down
   */
  public static String render(View view, boolean across) {
    SvgGraph graph = new SvgGraph(across);
    graph.draw(Scene.of(view, across), "Graph of " + view.run().name());
    return graph.out.toString();
  }

  private void draw(Scene scene, String title) {
    String width = number(Math.ceil(scene.width() + 2 * MARGIN));
    String height = number(Math.ceil(scene.height() + 2 * MARGIN));
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" font-family=\"system-ui, sans-serif\"");
    out.append(" font-size=\"13\">\n<title>").append(escape(title)).append("</title>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    out.append("<g transform=\"translate(").append(number(MARGIN)).append(' ');
    out.append(number(MARGIN)).append(")\">\n");
    scene.boxes().stream()
        .filter(box -> box.kind == SceneBox.Kind.FRAME && !box.bare)
        .forEach(this::frame);
    scene.edges().forEach(this::edge);
    scene.boxes().stream().filter(box -> box.kind != SceneBox.Kind.FRAME).forEach(this::card);
    out.append("</g>\n</svg>\n");
  }

  private void edge(Scene.Edge edge) {
    String colour = edge.critical() ? INK : LINE;
    out.append("<path fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"");
    out.append(edge.critical() ? "2.4" : "1.4").append('"');
    if (edge.off() || edge.hook()) {
      out.append(" stroke-dasharray=\"").append(edge.off() ? "2 4" : "6 4").append('"');
    }
    out.append(" d=\"").append(edge.path()).append("\"/>");
    out.append("<path fill=\"").append(colour).append("\" d=\"M").append(number(edge.tipX()));
    out.append(' ').append(number(edge.tipY()));
    out.append(across ? "l-7-4v8z" : "l-4-7h8z").append("\"/>\n");
  }

  private void rect(double width, double height, String fill, String stroke, double line) {
    out.append("<rect width=\"").append(number(width)).append("\" height=\"");
    out.append(number(height)).append("\" rx=\"8\" fill=\"").append(fill).append("\" stroke=\"");
    out.append(stroke).append("\" stroke-width=\"").append(number(line)).append("\"/>");
  }

  private void open(SceneBox box) {
    out.append("<g transform=\"translate(").append(number(box.x)).append(' ');
    out.append(number(box.y)).append(")\"><title>").append(escape(spoken(box.node)));
    out.append("</title>");
  }

  private void text(double x, double y, String fill, String size, String text) {
    out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" fill=\"").append(fill).append('"').append(size).append('>');
    out.append(escape(text)).append("</text>");
  }

  private void sign(double x, double y, double scale, String state) {
    Sign sign = Sign.of(state);
    out.append("<g transform=\"translate(").append(number(x)).append(' ').append(number(y));
    out.append(") scale(").append(number(scale)).append(")\"><path d=\"").append(sign.shape());
    out.append("\" fill=\"").append(sign.hollow() ? "#ffffff" : sign.colour()).append('"');
    if (sign.hollow()) {
      out.append(" stroke=\"").append(sign.colour()).append("\" stroke-width=\"1.5\"");
    }
    out.append("/><path d=\"").append(sign.mark()).append("\" fill=\"none\" stroke=\"");
    out.append(sign.hollow() ? sign.colour() : "#ffffff");
    out.append("\" stroke-width=\"1.9\" stroke-linecap=\"round\"/></g>");
  }

  private void frame(SceneBox box) {
    open(box);
    rect(box.width, box.height, "#f6f7f9", "#d5d9e0", 1);
    if (box.head > 0) {
      sign(9, 7, .9, box.node.state());
      text(30, 19, INK, " font-weight=\"600\"", fit(box.node.node().label(), box.width - 70, 7.4));
    }
    out.append("</g>\n");
  }

  private void card(SceneBox box) {
    open(box);
    Sign sign = Sign.of(box.node.state());
    boolean hollow = sign.hollow();
    boolean critical = box.node.node().critical();
    if (box.node.attempts().size() > 1) {
      out.append("<g transform=\"translate(5 5)\">");
      rect(box.width - 5, box.height - 3, "#ffffff", LINE, 1);
      out.append("</g>");
    }
    double width = box.node.attempts().size() > 1 ? box.width - 4 : box.width;
    rect(width, box.height, hollow ? "#ffffff" : sign.soft(), sign.colour(), critical ? 2.2 : 1);
    sign(13, 10, 1, box.node.state());
    String name = (box.node.isHook() ? "↪ " : "") + box.node.node().label();
    text(38, 21, INK, " font-weight=\"600\"", fit(name, width - 46, 7.7));
    text(38, 38, FAINT, " font-size=\"12\"", fit(meta(box), width - 46, 6.5));
    switch (box.kind) {
      case STACK -> attempts(box);
      case STRIP -> cells(box);
      case GROUP -> text(38, 54, FAINT, " font-size=\"12\"", fit(counts(box), width - 46, 6.5));
      case CARD, FRAME -> {}
    }
    out.append("</g>\n");
  }

  private void attempts(SceneBox box) {
    List<ShownNode> all = box.node.attempts();
    List<ShownNode> last = all.subList(Math.max(0, all.size() - 11), all.size());
    for (int i = 0; i < last.size(); i++) {
      sign(38 + i * 14, box.height - 19.5, .72, last.get(i).state());
    }
  }

  /** A cell an item, or for the worst of several where there are too many. */
  private void cells(SceneBox box) {
    List<ShownNode> items = box.node.members();
    int cells = Math.min(SceneBox.MAX_CELLS, items.size());
    for (int i = 0; i < cells; i++) {
      int from = (int) ((long) i * items.size() / cells);
      int to = (int) ((long) (i + 1) * items.size() / cells);
      String state = States.worst(items.subList(from, Math.max(from + 1, to)));
      double x = SceneBox.PAD + i % box.cellsARow * SceneBox.CELL;
      double y = 48 + i / box.cellsARow * SceneBox.CELL;
      out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
      out.append("\" width=\"7.5\" height=\"7.5\" rx=\"1.5\" fill=\"");
      out.append(Sign.of(state).colour()).append("\"/>");
    }
    text(SceneBox.PAD, box.height - 8, FAINT, " font-size=\"12\"", counts(box));
  }

  private static String counts(SceneBox box) {
    List<ShownNode> counted = box.node.node().isLoop() ? box.node.members() : box.node.leaves();
    Map<String, Integer> counts = new LinkedHashMap<>();
    States.WORST_FIRST.forEach(state -> counts.put(state, 0));
    counted.forEach(node -> counts.merge(node.state(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (state, count) -> {
          if (count > 0) {
            parts.add(count + " " + state.toLowerCase(Locale.ROOT));
          }
        });
    return String.join(", ", parts);
  }

  private static String meta(SceneBox box) {
    ShownNode node = box.node;
    List<String> parts = new ArrayList<>();
    boolean waits = node.node().waiting() != null;
    if (node.node().waiting() != null) {
      parts.add(node.node().waiting().brief());
    }
    if (node.exitCode() != null && node.exitCode() != 0) {
      parts.add("exit " + node.exitCode());
    }
    if (node.node().isPassedOver()) {
      parts.add(node.state().toLowerCase(Locale.ROOT));
    }
    if (node.took() != null && !waits) {
      parts.add(Durations.inShort(node.took()));
    }
    if (box.kind == SceneBox.Kind.STRIP) {
      parts.add(node.members().size() + " items");
    } else if (box.kind == SceneBox.Kind.GROUP) {
      parts.add(node.leaves().size() + " nodes");
    }
    return String.join(" · ", parts);
  }

  private static String spoken(ShownNode node) {
    String message = node.voice().node().message();
    return node.node().name() + "\n" + node.state() + (message.isEmpty() ? "" : ", " + message);
  }

  /** A long name keeps its start and its end: the end tells items and attempts apart. */
  private static String fit(String text, double room, double perCharacter) {
    int most = Math.max(6, (int) Math.floor(room / perCharacter));
    int length = text.codePointCount(0, text.length());
    if (length <= most) {
      return text;
    }
    int head = (int) Math.ceil((most - 1) * .6);
    int tail = (int) Math.floor((most - 1) * .4);
    return text.substring(0, text.offsetByCodePoints(0, head))
        + '…'
        + text.substring(text.offsetByCodePoints(text.length(), -tail));
  }
}
