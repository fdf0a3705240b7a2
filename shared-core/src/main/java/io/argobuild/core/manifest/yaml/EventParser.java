package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar: turns tokens into events, one at a time, without recursion. Rules of libyaml. */
final class EventParser {
  private enum State {
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
  private static final Set<Kind> ENDS_FLOW_PAIR =
      EnumSet.of(Kind.FLOW_ENTRY, Kind.FLOW_SEQUENCE_END);
  private static final Set<Kind> ENDS_FLOW_VALUE =
      EnumSet.of(Kind.FLOW_ENTRY, Kind.FLOW_MAPPING_END);

  private final Scanner scanner;
  private final TagDirectives directives = new TagDirectives();
  private final Deque<State> states = new ArrayDeque<>();
  private State state = State.STREAM_START;

  EventParser(Scanner scanner) {
    this.scanner = scanner;
  }

  Event next() {
    return switch (state) {
      case STREAM_START -> streamStart();
      case IMPLICIT_DOCUMENT_START -> documentStart(true);
      case DOCUMENT_START -> documentStart(false);
      case DOCUMENT_CONTENT ->
          NO_CONTENT.contains(scanner.peek().kind()) ? emptyAndPop() : node(true, false);
      case DOCUMENT_END -> documentEnd();
      case BLOCK_NODE -> node(true, false);
      case BLOCK_SEQUENCE_FIRST -> afterFirstToken(State.BLOCK_SEQUENCE);
      case BLOCK_SEQUENCE -> blockSequenceEntry();
      case INDENTLESS_SEQUENCE -> indentlessSequenceEntry();
      case BLOCK_MAPPING_FIRST -> afterFirstToken(State.BLOCK_MAPPING_KEY);
      case BLOCK_MAPPING_KEY -> blockMappingKey();
      case BLOCK_MAPPING_VALUE -> blockMappingValue();
      case FLOW_SEQUENCE_FIRST -> flowSequenceEntry(true);
      case FLOW_SEQUENCE -> flowSequenceEntry(false);
      case FLOW_PAIR_KEY -> flowPairKey();
      case FLOW_PAIR_VALUE -> flowValue(ENDS_FLOW_PAIR, State.FLOW_PAIR_END);
      case FLOW_PAIR_END -> flowPairEnd();
      case FLOW_MAPPING_FIRST -> flowMappingKey(true);
      case FLOW_MAPPING_KEY -> flowMappingKey(false);
      case FLOW_MAPPING_VALUE -> flowValue(ENDS_FLOW_VALUE, State.FLOW_MAPPING_KEY);
      case FLOW_MAPPING_EMPTY_VALUE -> empty(State.FLOW_MAPPING_KEY, scanner.peek().start());
      case END -> new Event(Event.Kind.STREAM_END, scanner.peek().start());
    };
  }

  private Event streamStart() {
    Token token = take();
    state = State.IMPLICIT_DOCUMENT_START;
    return new Event(Event.Kind.STREAM_START, token.start());
  }

  private Event documentStart(boolean implicit) {
    while (!implicit && scanner.peek().kind() == Kind.DOCUMENT_END) {
      scanner.skip();
    }
    Token token = scanner.peek();
    if (token.kind() == Kind.STREAM_END) {
      state = State.END;
      return new Event(Event.Kind.STREAM_END, token.start());
    }
    boolean bare = implicit && !NO_CONTENT.contains(token.kind());
    // A stray "..." before any content opens a bare document, which then has no content.
    bare |= implicit && token.kind() == Kind.DOCUMENT_END;
    directives.process(scanner);
    if (bare) {
      state = State.BLOCK_NODE;
    } else {
      if (scanner.peek().kind() != Kind.DOCUMENT_START) {
        throw YamlFault.ofParser("did not find expected <document start>", scanner.peek().start());
      }
      scanner.skip();
      state = State.DOCUMENT_CONTENT;
    }
    states.push(State.DOCUMENT_END);
    return new Event(Event.Kind.DOCUMENT_START, token.start());
  }

  private Event documentEnd() {
    Token token = scanner.peek();
    if (token.kind() == Kind.DOCUMENT_END) {
      scanner.skip();
    }
    directives.clear();
    state = State.DOCUMENT_START;
    return new Event(Event.Kind.DOCUMENT_END, token.start());
  }

  private Event node(boolean block, boolean indentless) {
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

  private Event afterFirstToken(State next) {
    scanner.skip();
    state = next;
    return next();
  }

  private Event blockSequenceEntry() {
    Token token = scanner.peek();
    if (token.kind() == Kind.BLOCK_ENTRY) {
      scanner.skip();
      return nodeUnless(ENDS_ENTRY, State.BLOCK_SEQUENCE, token.end(), false);
    }
    if (token.kind() == Kind.BLOCK_END) {
      return end(Event.Kind.SEQUENCE_END);
    }
    throw YamlFault.ofParser("did not find expected '-' indicator", token.start());
  }

  private Event indentlessSequenceEntry() {
    Token token = scanner.peek();
    if (token.kind() == Kind.BLOCK_ENTRY) {
      scanner.skip();
      return nodeUnless(ENDS_INDENTLESS, State.INDENTLESS_SEQUENCE, token.end(), false);
    }
    state = states.pop();
    return new Event(Event.Kind.SEQUENCE_END, token.start());
  }

  private Event blockMappingKey() {
    Token token = scanner.peek();
    if (token.kind() == Kind.KEY) {
      scanner.skip();
      return nodeUnless(ENDS_KEY, State.BLOCK_MAPPING_VALUE, token.end(), true);
    }
    if (token.kind() == Kind.BLOCK_END) {
      return end(Event.Kind.MAPPING_END);
    }
    throw YamlFault.ofParser("did not find expected key", token.start());
  }

  private Event blockMappingValue() {
    Token token = scanner.peek();
    if (token.kind() == Kind.VALUE) {
      scanner.skip();
      return nodeUnless(ENDS_KEY, State.BLOCK_MAPPING_KEY, token.end(), true);
    }
    return empty(State.BLOCK_MAPPING_KEY, token.start());
  }

  /** A block node that is followed by {@code then}, or an empty scalar if there is none. */
  private Event nodeUnless(Set<Kind> ends, State then, Mark emptyAt, boolean indentless) {
    if (ends.contains(scanner.peek().kind())) {
      return empty(then, emptyAt);
    }
    states.push(then);
    return node(true, indentless);
  }

  private Event flowSequenceEntry(boolean first) {
    Token token = flowEntry(first, Kind.FLOW_SEQUENCE_END, "did not find expected ',' or ']'");
    if (token.kind() == Kind.FLOW_SEQUENCE_END) {
      return end(Event.Kind.SEQUENCE_END);
    }
    if (token.kind() == Kind.KEY) {
      scanner.skip();
      state = State.FLOW_PAIR_KEY;
      return new Event(Event.Kind.MAPPING_START, token.start(), "", "", "", true);
    }
    states.push(State.FLOW_SEQUENCE);
    return node(false, false);
  }

  /** Passes the opening token or the comma before an entry, and shows the token after it. */
  private Token flowEntry(boolean first, Kind end, String problem) {
    if (first) {
      scanner.skip();
    } else if (scanner.peek().kind() == Kind.FLOW_ENTRY) {
      scanner.skip();
    } else if (scanner.peek().kind() != end) {
      throw YamlFault.ofParser(problem, scanner.peek().start());
    }
    return scanner.peek();
  }

  private Event flowPairKey() {
    Token token = scanner.peek();
    if (token.kind() != Kind.VALUE && !ENDS_FLOW_PAIR.contains(token.kind())) {
      states.push(State.FLOW_PAIR_VALUE);
      return node(false, false);
    }
    // libyaml drops this token, be it the end of the sequence.
    scanner.skip();
    return empty(State.FLOW_PAIR_VALUE, token.end());
  }

  private Event flowPairEnd() {
    state = State.FLOW_SEQUENCE;
    return new Event(Event.Kind.MAPPING_END, scanner.peek().start());
  }

  private Event flowMappingKey(boolean first) {
    Token token = flowEntry(first, Kind.FLOW_MAPPING_END, "did not find expected ',' or '}'");
    if (token.kind() == Kind.FLOW_MAPPING_END) {
      return end(Event.Kind.MAPPING_END);
    }
    if (token.kind() != Kind.KEY) {
      states.push(State.FLOW_MAPPING_EMPTY_VALUE);
      return node(false, false);
    }
    scanner.skip();
    Kind next = scanner.peek().kind();
    if (next == Kind.VALUE || ENDS_FLOW_VALUE.contains(next)) {
      return empty(State.FLOW_MAPPING_VALUE, scanner.peek().start());
    }
    states.push(State.FLOW_MAPPING_VALUE);
    return node(false, false);
  }

  private Event flowValue(Set<Kind> ends, State then) {
    if (scanner.peek().kind() == Kind.VALUE) {
      scanner.skip();
      if (!ends.contains(scanner.peek().kind())) {
        states.push(then);
        return node(false, false);
      }
    }
    return empty(then, scanner.peek().start());
  }

  private Event end(Event.Kind kind) {
    Token token = take();
    state = states.pop();
    return new Event(kind, token.start());
  }

  private Event empty(State then, Mark at) {
    state = then;
    return Event.emptyScalar(at);
  }

  private Event emptyAndPop() {
    state = states.pop();
    return Event.emptyScalar(scanner.peek().start());
  }

  private Token take() {
    Token token = scanner.peek();
    scanner.skip();
    return token;
  }
}
