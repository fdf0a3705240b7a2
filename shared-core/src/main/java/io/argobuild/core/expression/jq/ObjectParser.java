package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads objects and the patterns that take them apart. */
final class ObjectParser {
  private final Parser in;
  private final TermParser terms;

  ObjectParser(Parser in, TermParser terms) {
    this.in = in;
    this.terms = terms;
  }

  /** An object behind its opening bracket. */
  Query.Term object() {
    List<Query.Member> members = new ArrayList<>();
    while (!in.take('}')) {
      members.add(member());
      if (!in.take(',')) {
        in.expect('}');
        break;
      }
    }
    return new Query.ObjectTerm(members);
  }

  private Query.Member member() {
    Query.ObjectKey key = objectKey();
    if (key instanceof Query.ComputedKey) {
      in.expect(':');
    } else if (!in.take(':')) {
      return new Query.Member(key, null);
    }
    return new Query.Member(key, objectValue());
  }

  private Query objectValue() {
    in.enter();
    Query value = in.expression();
    if (in.take('|')) {
      value = new Query.Pipe(value, objectValue());
    }
    in.leave();
    return value;
  }

  private Query.ObjectKey objectKey() {
    Token token = in.token();
    if (token.kind() == Kind.VARIABLE) {
      in.advance();
      return new Query.VariableKey(token.value());
    }
    if (token.kind() == Kind.STRING || token.kind() == Kind.STRING_START) {
      return new Query.TextObjectKey(terms.string());
    }
    if (in.take('(')) {
      Query query = in.query();
      in.expect(')');
      return new Query.ComputedKey(query);
    }
    if (!isName(token)) {
      throw in.unexpected();
    }
    in.advance();
    return new Query.NamedKey(token.value());
  }

  private static boolean isName(Token token) {
    return token.kind() == Kind.IDENTIFIER
        || token.kind() == Kind.KEYWORD
        || token.operator() == Operator.AND
        || token.operator() == Operator.OR;
  }

  List<Query.Pattern> patterns() {
    List<Query.Pattern> patterns = new ArrayList<>();
    patterns.add(pattern());
    while (in.token().kind() == Kind.DESTRUCTURING_ALTERNATIVE) {
      in.advance();
      patterns.add(pattern());
    }
    return patterns;
  }

  Query.Pattern pattern() {
    in.enter();
    Query.Pattern pattern;
    if (in.take('[')) {
      List<Query.Pattern> elements = new ArrayList<>();
      do {
        elements.add(pattern());
      } while (in.take(','));
      in.expect(']');
      pattern = new Query.ArrayPattern(elements);
    } else if (in.take('{')) {
      List<Query.PatternMember> members = new ArrayList<>();
      do {
        members.add(patternMember());
      } while (in.take(','));
      in.expect('}');
      pattern = new Query.ObjectPattern(members);
    } else {
      pattern = new Query.VariablePattern(in.expectKind(Kind.VARIABLE));
    }
    in.leave();
    return pattern;
  }

  private Query.PatternMember patternMember() {
    Query.ObjectKey key = objectKey();
    if (key instanceof Query.VariableKey && !in.token().is(':')) {
      return new Query.PatternMember(key, null);
    }
    in.expect(':');
    return new Query.PatternMember(key, pattern());
  }

  /** Reads an object of constants, whose content nothing needs: modules cannot be loaded. */
  void constantObject() {
    in.enter();
    in.expect('{');
    while (!in.take('}')) {
      Token key = in.token();
      if (!isName(key) && key.kind() != Kind.STRING) {
        throw in.unexpected();
      }
      in.advance();
      in.expect(':');
      constant();
      if (!in.take(',')) {
        in.expect('}');
        break;
      }
    }
    in.leave();
  }

  private void constant() {
    Token token = in.token();
    boolean word = token.isKeyword("null") || token.isKeyword("true") || token.isKeyword("false");
    if (token.is('{')) {
      constantObject();
    } else if (token.is('[')) {
      in.advance();
      constantElements();
    } else if (word || token.kind() == Kind.NUMBER || token.kind() == Kind.STRING) {
      in.advance();
    } else {
      throw in.unexpected();
    }
  }

  private void constantElements() {
    if (in.take(']')) {
      return;
    }
    do {
      constant();
    } while (in.take(','));
    in.expect(']');
  }
}
