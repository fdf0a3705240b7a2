package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads filters by gojq's grammar. */
final class Parser {
  private static final int PIPE = 0;
  private static final int COMMA = 1;
  private static final int OPERAND = 2;

  private final Lexer lexer;
  private final TermParser terms = new TermParser(this);
  private Token token;
  private int depth;

  private Parser(String source) {
    this.lexer = new Lexer(source);
    this.token = lexer.next();
  }

  /** The filter; {@link JqException} when it is malformed. */
  static Query parse(String source) {
    return new Parser(source).program();
  }

  /** Definitions without a filter behind them. */
  static List<Query.Definition> parseDefinitions(String source) {
    Parser parser = new Parser(source);
    List<Query.Definition> definitions = parser.definitions();
    if (!parser.atEnd()) {
      throw parser.unexpected();
    }
    return definitions;
  }

  private Query program() {
    if (takeKeyword("module")) {
      terms.objects().constantObject();
      expect(';');
    }
    List<String> imports = imports();
    List<Query.Definition> definitions = definitions();
    Query body = atEnd() ? new Query.Missing() : query();
    if (!atEnd()) {
      throw unexpected();
    }
    if (!definitions.isEmpty()) {
      body = new Query.Definitions(definitions, body);
    }
    return imports.isEmpty() ? body : new Query.Imports(imports, body);
  }

  private List<String> imports() {
    List<String> paths = new ArrayList<>();
    while (true) {
      boolean include = token.isKeyword("include");
      if (!include && !token.isKeyword("import")) {
        return paths;
      }
      advance();
      paths.add(expectKind(Kind.STRING));
      if (!include) {
        expectKeyword("as");
        parameter();
      }
      if (token.is('{')) {
        terms.objects().constantObject();
      }
      expect(';');
    }
  }

  private List<Query.Definition> definitions() {
    List<Query.Definition> definitions = new ArrayList<>();
    while (token.isKeyword("def")) {
      definitions.add(definition());
    }
    return definitions;
  }

  private Query.Definition definition() {
    expectKeyword("def");
    String name = expectKind(Kind.IDENTIFIER);
    List<String> parameters = new ArrayList<>();
    if (take('(')) {
      do {
        parameters.add(parameter());
      } while (take(';'));
      expect(')');
    }
    expect(':');
    Query body = query();
    expect(';');
    return new Query.Definition(name, parameters, body);
  }

  private String parameter() {
    return token.kind() == Kind.VARIABLE ? expectKind(Kind.VARIABLE) : expectKind(Kind.IDENTIFIER);
  }

  Query query() {
    return query(PIPE);
  }

  /** A filter whose operators bind at least as strongly as the given level. */
  private Query query(int level) {
    enter();
    Query query = unbound(level);
    leave();
    return query;
  }

  private Query unbound(int level) {
    if (token.isKeyword("def")) {
      List<Query.Definition> definitions = definitions();
      return new Query.Definitions(definitions, query());
    }
    if (takeKeyword("label")) {
      String name = expectKind(Kind.VARIABLE);
      expect('|');
      return single(new Query.Label(name, query()));
    }
    Query left = expression();
    while (true) {
      if (takeKeyword("as")) {
        List<Query.Pattern> patterns = terms.objects().patterns();
        expect('|');
        left = new Query.Bind(left, patterns, query());
      } else if (level <= COMMA && token.is(',')) {
        left = commas(left);
      } else if (level <= PIPE && take('|')) {
        left = new Query.Pipe(left, query());
      } else {
        return left;
      }
    }
  }

  private Query commas(Query first) {
    List<Query> alternatives = new ArrayList<>();
    alternatives.add(first);
    while (take(',')) {
      alternatives.add(query(OPERAND));
    }
    return new Query.Comma(alternatives);
  }

  static Query single(Query.Term term) {
    return new Query.Suffixed(term, List.of());
  }

  /** Operators and terms, without pipes and commas. */
  Query expression() {
    return expression(0);
  }

  private Query expression(int weakest) {
    enter();
    Query left = terms.term();
    int strongest = Operator.Level.values().length;
    while (token.kind() == Kind.OPERATOR) {
      Operator operator = Objects.requireNonNull(token.operator());
      int level = operator.level.ordinal();
      if (level < weakest || level > strongest) {
        break;
      }
      advance();
      boolean toTheRight = operator.level.associativity == Operator.Associativity.RIGHT;
      left = new Query.Binary(operator, left, expression(toTheRight ? level : level + 1));
      // Behind a = b, another operator of that level is an error.
      boolean alone = operator.level.associativity == Operator.Associativity.NONE;
      strongest = alone ? level - 1 : level;
    }
    leave();
    return left;
  }

  void enter() {
    JqBudget.nesting(++depth);
  }

  void leave() {
    depth--;
  }

  Token token() {
    return token;
  }

  void advance() {
    token = lexer.next();
  }

  /** Passes the bracket that closes an expression in a string. */
  void advanceInString() {
    if (!token.is(')')) {
      throw unexpected();
    }
    lexer.continueString();
    advance();
  }

  private boolean atEnd() {
    return token.kind() == Kind.END;
  }

  boolean take(char c) {
    boolean found = token.is(c);
    if (found) {
      advance();
    }
    return found;
  }

  boolean takeKeyword(String word) {
    boolean found = token.isKeyword(word);
    if (found) {
      advance();
    }
    return found;
  }

  void expect(char c) {
    if (!take(c)) {
      throw unexpected();
    }
  }

  void expectKeyword(String word) {
    if (!takeKeyword(word)) {
      throw unexpected();
    }
  }

  String expectKind(Kind kind) {
    if (token.kind() != kind) {
      throw unexpected();
    }
    String value = token.value();
    advance();
    return value;
  }

  JqException unexpected() {
    return new JqException(JqException.Stage.PARSE, lexer.complaint(token));
  }
}
