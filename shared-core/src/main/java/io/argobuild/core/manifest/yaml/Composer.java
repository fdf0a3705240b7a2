package io.argobuild.core.manifest.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a tree of the first document's events. */
final class Composer {
  private final EventParser parser;
  private final Limits limits;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final Deque<YamlNode> open = new ArrayDeque<>();
  private int nodes;

  private Composer(EventParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** The first document, or null when there is none. */
  static @Nullable YamlNode compose(String text, Limits limits) {
    EventParser parser = new EventParser(new Scanner(new CharSource(text)));
    return new Composer(parser, limits).document();
  }

  private @Nullable YamlNode document() {
    parser.next();
    if (parser.next().kind() == Event.Kind.STREAM_END) {
      return null;
    }
    YamlNode root = null;
    while (true) {
      Event event = parser.next();
      switch (event.kind()) {
        case DOCUMENT_END -> {
          return root;
        }
        case SEQUENCE_END, MAPPING_END -> open.pop();
        default -> {
          YamlNode node = node(event);
          YamlNode parent = open.peek();
          if (parent == null) {
            root = node;
          } else {
            parent.children().add(node);
          }
          if (event.kind() == Event.Kind.SEQUENCE_START
              || event.kind() == Event.Kind.MAPPING_START) {
            open(node);
          }
        }
      }
    }
  }

  private void open(YamlNode node) {
    open.push(node);
    limits.checkDepth(open.size(), node.mark());
  }

  private YamlNode node(Event event) {
    limits.checkNodes(++nodes, event.start());
    YamlNode node =
        switch (event.kind()) {
          case ALIAS -> alias(event);
          case SEQUENCE_START -> YamlNode.collection(YamlNode.Kind.SEQUENCE, event.start());
          case MAPPING_START -> YamlNode.collection(YamlNode.Kind.MAPPING, event.start());
          default -> YamlNode.scalar(event.start(), event.value(), event.tag(), event.implicit());
        };
    if (!event.anchor().isEmpty()) {
      anchors.put(event.anchor(), node);
    }
    return node;
  }

  private YamlNode alias(Event event) {
    YamlNode target = anchors.get(event.value());
    if (target == null) {
      throw YamlFault.ofValue("unknown anchor '" + event.value() + "' referenced", event.start());
    }
    return YamlNode.alias(event.start(), event.value(), target);
  }
}
