package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.NodeParser.State;
import io.argobuild.core.manifest.yaml.Token.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The grammar: turns tokens into events, one at a time, without recursion. Rules of libyaml. */
final class EventParser {
  private static final Set<Kind> NO_CONTENT =
      EnumSet.of(
          Kind.VERSION_DIRECTIVE,
          Kind.TAG_DIRECTIVE,
          Kind.DOCUMENT_START,
          Kind.DOCUMENT_END,
          Kind.STREAM_END);
  private static final Set<Kind> ENDS_ENTRY = EnumSet.of(Kind.BLOCK_ENTRY, Kind.BLOCK_END);
  private static final Set<Kind> ENDS_KEY = EnumSet.of(Kind.KEY, Kind.VALUE, Kind.BLOCK_END);
  private static final Set<Kind> ENDS_INDENTLESS =
      EnumSet.of(Kind.BLOCK_ENTRY, Kind.KEY, Kind.VALUE, Kind.BLOCK_END);

  private final Scanner scanner;
  private final TagDirectives directives = new TagDirectives();
  private final NodeParser nodes;
  private final FlowParser flow;

  EventParser(Scanner scanner) {
    this.scanner = scanner;
    this.nodes = new NodeParser(scanner, directives);
    this.flow = new FlowParser(scanner, nodes);
  }

  Event next() {
    return switch (nodes.state()) {
      case STREAM_START -> streamStart();
      case IMPLICIT_DOCUMENT_START -> documentStart(true);
      case DOCUMENT_START -> documentStart(false);
      case DOCUMENT_CONTENT ->
          NO_CONTENT.contains(scanner.peek().kind())
              ? nodes.emptyAndPop()
              : nodes.node(true, false);
      case DOCUMENT_END -> documentEnd();
      case BLOCK_NODE -> nodes.node(true, false);
      case BLOCK_SEQUENCE_FIRST -> afterFirstToken(State.BLOCK_SEQUENCE);
      case BLOCK_SEQUENCE -> blockSequenceEntry();
      case INDENTLESS_SEQUENCE -> indentlessSequenceEntry();
      case BLOCK_MAPPING_FIRST -> afterFirstToken(State.BLOCK_MAPPING_KEY);
      case BLOCK_MAPPING_KEY -> blockMappingKey();
      case BLOCK_MAPPING_VALUE -> blockMappingValue();
      case FLOW_SEQUENCE_FIRST -> flow.sequenceEntry(true);
      case FLOW_SEQUENCE -> flow.sequenceEntry(false);
      case FLOW_PAIR_KEY -> flow.pairKey();
      case FLOW_PAIR_VALUE -> flow.pairValue();
      case FLOW_PAIR_END -> flow.pairEnd();
      case FLOW_MAPPING_FIRST -> flow.mappingKey(true);
      case FLOW_MAPPING_KEY -> flow.mappingKey(false);
      case FLOW_MAPPING_VALUE -> flow.mappingValue();
      case FLOW_MAPPING_EMPTY_VALUE -> nodes.empty(State.FLOW_MAPPING_KEY, scanner.peek().start());
      case END -> new Event(Event.Kind.STREAM_END, scanner.peek().start());
    };
  }

  private Event streamStart() {
    Token token = nodes.take();
    nodes.go(State.IMPLICIT_DOCUMENT_START);
    return new Event(Event.Kind.STREAM_START, token.start());
  }

  private Event documentStart(boolean implicit) {
    while (!implicit && scanner.peek().kind() == Kind.DOCUMENT_END) {
      scanner.skip();
    }
    Token token = scanner.peek();
    if (token.kind() == Kind.STREAM_END) {
      nodes.go(State.END);
      return new Event(Event.Kind.STREAM_END, token.start());
    }
    boolean bare = implicit && !NO_CONTENT.contains(token.kind());
    // A stray "..." before any content opens a bare document, which then has no content.
    bare |= implicit && token.kind() == Kind.DOCUMENT_END;
    directives.process(scanner);
    if (bare) {
      nodes.go(State.BLOCK_NODE);
    } else {
      if (scanner.peek().kind() != Kind.DOCUMENT_START) {
        throw YamlFault.ofParser("did not find expected <document start>", scanner.peek().start());
      }
      scanner.skip();
      nodes.go(State.DOCUMENT_CONTENT);
    }
    nodes.push(State.DOCUMENT_END);
    return new Event(Event.Kind.DOCUMENT_START, token.start());
  }

  private Event documentEnd() {
    Token token = scanner.peek();
    if (token.kind() == Kind.DOCUMENT_END) {
      scanner.skip();
    }
    directives.clear();
    nodes.go(State.DOCUMENT_START);
    return new Event(Event.Kind.DOCUMENT_END, token.start());
  }

  private Event afterFirstToken(State next) {
    scanner.skip();
    nodes.go(next);
    return next();
  }

  private Event blockSequenceEntry() {
    Token token = scanner.peek();
    if (token.kind() == Kind.BLOCK_ENTRY) {
      scanner.skip();
      return nodeUnless(ENDS_ENTRY, State.BLOCK_SEQUENCE, token.end(), false);
    }
    if (token.kind() == Kind.BLOCK_END) {
      return nodes.end(Event.Kind.SEQUENCE_END);
    }
    throw YamlFault.ofParser("did not find expected '-' indicator", token.start());
  }

  private Event indentlessSequenceEntry() {
    Token token = scanner.peek();
    if (token.kind() == Kind.BLOCK_ENTRY) {
      scanner.skip();
      return nodeUnless(ENDS_INDENTLESS, State.INDENTLESS_SEQUENCE, token.end(), false);
    }
    nodes.pop();
    return new Event(Event.Kind.SEQUENCE_END, token.start());
  }

  private Event blockMappingKey() {
    Token token = scanner.peek();
    if (token.kind() == Kind.KEY) {
      scanner.skip();
      return nodeUnless(ENDS_KEY, State.BLOCK_MAPPING_VALUE, token.end(), true);
    }
    if (token.kind() == Kind.BLOCK_END) {
      return nodes.end(Event.Kind.MAPPING_END);
    }
    throw YamlFault.ofParser("did not find expected key", token.start());
  }

  private Event blockMappingValue() {
    Token token = scanner.peek();
    if (token.kind() == Kind.VALUE) {
      scanner.skip();
      return nodeUnless(ENDS_KEY, State.BLOCK_MAPPING_KEY, token.end(), true);
    }
    return nodes.empty(State.BLOCK_MAPPING_KEY, token.start());
  }

  /** A block node that is followed by {@code then}, or an empty scalar if there is none. */
  private Event nodeUnless(Set<Kind> ends, State then, Mark emptyAt, boolean indentless) {
    if (ends.contains(scanner.peek().kind())) {
      return nodes.empty(then, emptyAt);
    }
    nodes.push(then);
    return nodes.node(true, indentless);
  }
}
