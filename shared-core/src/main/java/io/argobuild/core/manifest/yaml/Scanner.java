package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens, on demand; indentation becomes tokens too. Rules of libyaml. */
final class Scanner {
  private static final int MAX_FLOW_LEVEL = 10_000;
  private static final int MAX_INDENTS = 10_000;
  private static final String NO_PLAIN_START = "-?:,[]{}#&*!|>'\"%@`";

  private final CharSource in;
  private final SimpleKeys keys;
  private final PropertyScanner properties;
  private final ScalarScanner scalars;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Integer> indents = new ArrayList<>();
  private int head;
  private int parsed;
  private boolean available;
  private int indent = -1;
  private int flowLevel;
  private boolean keyAllowed = true;

  Scanner(CharSource in) {
    this.in = in;
    this.keys = new SimpleKeys(in);
    this.properties = new PropertyScanner(in);
    this.scalars = new ScalarScanner(in);
    add(new Token(Kind.STREAM_START, Mark.START, Mark.START));
  }

  /** The next token, left where it is. */
  Token peek() {
    if (!available) {
      while (head == tokens.size() || keys.mayBeginAt(parsed)) {
        fetch();
      }
      available = true;
    }
    return tokens.get(head);
  }

  void skip() {
    available = false;
    parsed++;
    head++;
    if (head == tokens.size()) {
      tokens.clear();
      head = 0;
    }
  }

  private void add(Token token) {
    tokens.add(token);
  }

  /** Inserts before a token not taken yet; at the end if that token is gone already. */
  private void insert(int ahead, Token token) {
    tokens.add(ahead < 0 ? tokens.size() : head + ahead, token);
  }

  private void fetch() {
    skipToToken();
    unrollIndent(in.column());
    if (in.isEnd()) {
      in.endLastLine();
      endBlocks();
      keyAllowed = false;
      add(new Token(Kind.STREAM_END, in.mark(), in.mark()));
    } else if (in.column() == 0 && in.peek() == '%') {
      endBlocks();
      keyAllowed = false;
      add(properties.directive());
    } else if (in.isDocumentIndicator('-')) {
      fetchDocumentIndicator(Kind.DOCUMENT_START);
    } else if (in.isDocumentIndicator('.')) {
      fetchDocumentIndicator(Kind.DOCUMENT_END);
    } else {
      fetchByCharacter(in.peek());
    }
  }

  private void fetchByCharacter(char c) {
    switch (c) {
      case '[' -> startFlow(Kind.FLOW_SEQUENCE_START);
      case '{' -> startFlow(Kind.FLOW_MAPPING_START);
      case ']' -> endFlow(Kind.FLOW_SEQUENCE_END);
      case '}' -> endFlow(Kind.FLOW_MAPPING_END);
      case ',' -> {
        keys.remove();
        keyAllowed = true;
        addIndicator(Kind.FLOW_ENTRY);
      }
      case '*' -> fetchAnchor(Kind.ALIAS);
      case '&' -> fetchAnchor(Kind.ANCHOR);
      case '!' -> {
        saveKey();
        keyAllowed = false;
        add(properties.tag());
      }
      case '\'', '"' -> {
        saveKey();
        keyAllowed = false;
        add(scalars.quoted(c == '\''));
      }
      default -> fetchByContext(c);
    }
  }

  private void fetchByContext(char c) {
    boolean flow = flowLevel > 0;
    boolean aloneStanding = in.isBlankBreakOrEnd(1);
    if (c == '-' && aloneStanding) {
      fetchBlockEntry();
    } else if (c == '?' && (flow || aloneStanding)) {
      fetchKey();
    } else if (c == ':' && (flow || aloneStanding)) {
      fetchValue();
    } else if ((c == '|' || c == '>') && !flow) {
      keys.remove();
      keyAllowed = true;
      add(scalars.block(c == '|', indent));
    } else if (startsPlainScalar(c, flow, aloneStanding)) {
      saveKey();
      keyAllowed = false;
      add(scalars.plain(indent, flow));
      keyAllowed |= scalars.endedAfterLineBreak();
    } else {
      throw YamlFault.ofScanner("found character that cannot start any token", in.mark());
    }
  }

  private boolean startsPlainScalar(char c, boolean flow, boolean aloneStanding) {
    if (!in.isBlankBreakOrEnd() && NO_PLAIN_START.indexOf(c) < 0) {
      return true;
    }
    return c == '-' && !in.isBlank(1) || !flow && (c == '?' || c == ':') && !aloneStanding;
  }

  private void skipToToken() {
    while (true) {
      if (in.column() == 0 && in.blockStartsWithByteOrderMark()) {
        in.skip();
      }
      while (in.peek() == ' ' || (flowLevel > 0 || !keyAllowed) && in.peek() == '\t') {
        in.skip();
      }
      if (in.peek() == '#') {
        while (!in.isBreakOrEnd()) {
          in.skip();
        }
      }
      if (!in.isBreak()) {
        return;
      }
      in.skipLine();
      if (flowLevel == 0) {
        keyAllowed = true;
      }
    }
  }

  private void saveKey() {
    if (keyAllowed) {
      keys.save(flowLevel == 0 && indent == in.column(), parsed + tokens.size() - head);
    }
  }

  private void addIndicator(Kind kind) {
    Mark start = in.mark();
    in.skip();
    add(new Token(kind, start, in.mark()));
  }

  private void fetchDocumentIndicator(Kind kind) {
    endBlocks();
    keyAllowed = false;
    Mark start = in.mark();
    in.skip(3);
    add(new Token(kind, start, in.mark()));
  }

  private void endBlocks() {
    unrollIndent(-1);
    keys.remove();
  }

  private void startFlow(Kind kind) {
    saveKey();
    keys.openLevel(parsed + tokens.size() - head);
    if (++flowLevel > MAX_FLOW_LEVEL) {
      throw YamlFault.ofScanner("exceeded max depth of " + MAX_FLOW_LEVEL, in.mark());
    }
    keyAllowed = true;
    addIndicator(kind);
  }

  private void endFlow(Kind kind) {
    keys.remove();
    if (flowLevel > 0) {
      flowLevel--;
      keys.closeLevel();
    }
    keyAllowed = false;
    addIndicator(kind);
  }

  private void fetchAnchor(Kind kind) {
    saveKey();
    keyAllowed = false;
    add(properties.anchor(kind));
  }

  private void fetchBlockEntry() {
    if (flowLevel == 0) {
      requireKeyAllowed("block sequence entries are not allowed in this context");
      rollIndent(in.column(), -1, Kind.BLOCK_SEQUENCE_START, in.mark());
    }
    keys.remove();
    keyAllowed = true;
    addIndicator(Kind.BLOCK_ENTRY);
  }

  private void fetchKey() {
    if (flowLevel == 0) {
      requireKeyAllowed("mapping keys are not allowed in this context");
      rollIndent(in.column(), -1, Kind.BLOCK_MAPPING_START, in.mark());
    }
    keys.remove();
    keyAllowed = flowLevel == 0;
    addIndicator(Kind.KEY);
  }

  private void fetchValue() {
    SimpleKeys.Candidate key = keys.current();
    if (keys.isValid(key)) {
      insert(key.token() - parsed, new Token(Kind.KEY, key.mark(), key.mark()));
      rollIndent(key.mark().column(), key.token(), Kind.BLOCK_MAPPING_START, key.mark());
      keys.use(key);
      keyAllowed = false;
    } else {
      if (flowLevel == 0) {
        requireKeyAllowed("mapping values are not allowed in this context");
        rollIndent(in.column(), -1, Kind.BLOCK_MAPPING_START, in.mark());
      }
      keyAllowed = flowLevel == 0;
    }
    addIndicator(Kind.VALUE);
  }

  private void requireKeyAllowed(String problem) {
    if (!keyAllowed) {
      throw YamlFault.ofScanner(problem, in.mark());
    }
  }

  /** Opens a block collection if this column is further in; its token goes before a given one. */
  private void rollIndent(int column, int beforeToken, Kind kind, Mark mark) {
    if (flowLevel > 0 || indent >= column) {
      return;
    }
    indents.add(indent);
    indent = column;
    if (indents.size() > MAX_INDENTS) {
      throw YamlFault.ofScanner("exceeded max depth of " + MAX_INDENTS, in.mark());
    }
    insert(beforeToken < 0 ? -1 : beforeToken - parsed, new Token(kind, mark, mark));
  }

  private void unrollIndent(int column) {
    if (flowLevel > 0) {
      return;
    }
    while (indent > column) {
      add(new Token(Kind.BLOCK_END, in.mark(), in.mark()));
      indent = indents.remove(indents.size() - 1);
    }
  }
}
