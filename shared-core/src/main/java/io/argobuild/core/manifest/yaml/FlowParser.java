package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.NodeParser.State;
import io.argobuild.core.manifest.yaml.Token.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The grammar of flow collections: {@code [a, b: c]} and {@code {a: b}}. */
final class FlowParser {
  private static final Set<Kind> ENDS_PAIR = EnumSet.of(Kind.FLOW_ENTRY, Kind.FLOW_SEQUENCE_END);
  private static final Set<Kind> ENDS_VALUE = EnumSet.of(Kind.FLOW_ENTRY, Kind.FLOW_MAPPING_END);

  private final Scanner scanner;
  private final NodeParser nodes;

  FlowParser(Scanner scanner, NodeParser nodes) {
    this.scanner = scanner;
    this.nodes = nodes;
  }

  Event pairValue() {
    return value(ENDS_PAIR, State.FLOW_PAIR_END);
  }

  Event mappingValue() {
    return value(ENDS_VALUE, State.FLOW_MAPPING_KEY);
  }

  Event sequenceEntry(boolean first) {
    Token token = entry(first, Kind.FLOW_SEQUENCE_END, "did not find expected ',' or ']'");
    if (token.kind() == Kind.FLOW_SEQUENCE_END) {
      return nodes.end(Event.Kind.SEQUENCE_END);
    }
    if (token.kind() == Kind.KEY) {
      scanner.skip();
      nodes.go(State.FLOW_PAIR_KEY);
      return new Event(Event.Kind.MAPPING_START, token.start(), "", "", "", true);
    }
    nodes.push(State.FLOW_SEQUENCE);
    return nodes.node(false, false);
  }

  /** Passes the opening token or the comma before an entry, and shows the token after it. */
  private Token entry(boolean first, Kind end, String problem) {
    if (first) {
      scanner.skip();
    } else if (scanner.peek().kind() == Kind.FLOW_ENTRY) {
      scanner.skip();
    } else if (scanner.peek().kind() != end) {
      throw YamlFault.ofParser(problem, scanner.peek().start());
    }
    return scanner.peek();
  }

  Event pairKey() {
    Token token = scanner.peek();
    if (token.kind() != Kind.VALUE && !ENDS_PAIR.contains(token.kind())) {
      nodes.push(State.FLOW_PAIR_VALUE);
      return nodes.node(false, false);
    }
    // libyaml drops this token, be it the end of the sequence.
    scanner.skip();
    return nodes.empty(State.FLOW_PAIR_VALUE, token.end());
  }

  Event pairEnd() {
    nodes.go(State.FLOW_SEQUENCE);
    return new Event(Event.Kind.MAPPING_END, scanner.peek().start());
  }

  Event mappingKey(boolean first) {
    Token token = entry(first, Kind.FLOW_MAPPING_END, "did not find expected ',' or '}'");
    if (token.kind() == Kind.FLOW_MAPPING_END) {
      return nodes.end(Event.Kind.MAPPING_END);
    }
    if (token.kind() != Kind.KEY) {
      nodes.push(State.FLOW_MAPPING_EMPTY_VALUE);
      return nodes.node(false, false);
    }
    scanner.skip();
    Kind next = scanner.peek().kind();
    if (next == Kind.VALUE || ENDS_VALUE.contains(next)) {
      return nodes.empty(State.FLOW_MAPPING_VALUE, scanner.peek().start());
    }
    nodes.push(State.FLOW_MAPPING_VALUE);
    return nodes.node(false, false);
  }

  private Event value(Set<Kind> ends, State then) {
    if (scanner.peek().kind() == Kind.VALUE) {
      scanner.skip();
      if (!ends.contains(scanner.peek().kind())) {
        nodes.push(then);
        return nodes.node(false, false);
      }
    }
    return nodes.empty(then, scanner.peek().start());
  }
}
