package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where the grammar is, and how a node begins: with an anchor, a tag, and then its content. */
final class NodeParser {
  enum State {
    STREAM_START,
    IMPLICIT_DOCUMENT_START,
    DOCUMENT_START,
    DOCUMENT_CONTENT,
    DOCUMENT_END,
    BLOCK_NODE,
    BLOCK_SEQUENCE_FIRST,
    BLOCK_SEQUENCE,
    INDENTLESS_SEQUENCE,
    BLOCK_MAPPING_FIRST,
    BLOCK_MAPPING_KEY,
    BLOCK_MAPPING_VALUE,
    FLOW_SEQUENCE_FIRST,
    FLOW_SEQUENCE,
    FLOW_PAIR_KEY,
    FLOW_PAIR_VALUE,
    FLOW_PAIR_END,
    FLOW_MAPPING_FIRST,
    FLOW_MAPPING_KEY,
    FLOW_MAPPING_VALUE,
    FLOW_MAPPING_EMPTY_VALUE,
    END
  }

  private final Scanner scanner;
  private final TagDirectives directives;
  private final Deque<State> states = new ArrayDeque<>();
  private State state = State.STREAM_START;

  NodeParser(Scanner scanner, TagDirectives directives) {
    this.scanner = scanner;
    this.directives = directives;
  }

  State state() {
    return state;
  }

  void go(State next) {
    state = next;
  }

  /** Goes on where the node around this one left off. */
  void pop() {
    state = states.pop();
  }

  /** Goes on with a state when what comes now is complete. */
  void push(State then) {
    states.push(then);
  }

  Event node(boolean block, boolean indentless) {
    if (scanner.peek().kind() == Kind.ALIAS) {
      Token alias = take();
      state = states.pop();
      return new Event(Event.Kind.ALIAS, alias.start(), alias.value(), "", "", false);
    }
    Token first = scanner.peek();
    String anchor = first.kind() == Kind.ANCHOR ? take().value() : "";
    Token tagToken = scanner.peek().kind() == Kind.TAG ? take() : null;
    if (first.kind() == Kind.TAG && scanner.peek().kind() == Kind.ANCHOR) {
      anchor = take().value();
    }
    Token token = scanner.peek();
    String tag = tagToken == null ? "" : directives.resolve(tagToken);
    Event.Kind collection = collectionStart(token.kind(), block, indentless);
    if (collection != null) {
      return new Event(collection, first.start(), "", anchor, tag, tag.isEmpty());
    }
    if (token.kind() == Kind.SCALAR) {
      scanner.skip();
      state = states.pop();
      boolean implicit = tag.isEmpty() && token.plain() || tag.equals("!");
      return new Event(Event.Kind.SCALAR, first.start(), token.value(), anchor, tag, implicit);
    }
    if (!anchor.isEmpty() || !tag.isEmpty()) {
      state = states.pop();
      return new Event(Event.Kind.SCALAR, first.start(), "", anchor, tag, tag.isEmpty());
    }
    throw YamlFault.ofParser("did not find expected node content", token.start());
  }

  /** Sets the state for a collection that begins here; null if none does. */
  private Event.@Nullable Kind collectionStart(Kind kind, boolean block, boolean indentless) {
    State next =
        switch (kind) {
          case BLOCK_ENTRY -> indentless ? State.INDENTLESS_SEQUENCE : State.END;
          case FLOW_SEQUENCE_START -> State.FLOW_SEQUENCE_FIRST;
          case FLOW_MAPPING_START -> State.FLOW_MAPPING_FIRST;
          case BLOCK_SEQUENCE_START -> block ? State.BLOCK_SEQUENCE_FIRST : State.END;
          case BLOCK_MAPPING_START -> block ? State.BLOCK_MAPPING_FIRST : State.END;
          default -> State.END;
        };
    if (next == State.END) {
      return null;
    }
    state = next;
    boolean mapping = kind == Kind.FLOW_MAPPING_START || kind == Kind.BLOCK_MAPPING_START;
    return mapping ? Event.Kind.MAPPING_START : Event.Kind.SEQUENCE_START;
  }

  Event end(Event.Kind kind) {
    Token token = take();
    state = states.pop();
    return new Event(kind, token.start());
  }

  Event empty(State then, Mark at) {
    state = then;
    return Event.emptyScalar(at);
  }

  Event emptyAndPop() {
    state = states.pop();
    return Event.emptyScalar(scanner.peek().start());
  }

  Token take() {
    Token token = scanner.peek();
    scanner.skip();
    return token;
  }
}
