package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.jq.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads terms and what follows them. */
final class TermParser {
  private final Parser in;
  private final ObjectParser objects;

  TermParser(Parser in) {
    this.in = in;
    this.objects = new ObjectParser(in, this);
  }

  ObjectParser objects() {
    return objects;
  }

  /** A term with its suffixes. */
  Query.Suffixed term() {
    in.enter();
    List<Query.Suffix> suffixes = new ArrayList<>();
    Query.Term term = unsuffixed(suffixes);
    while (suffix(suffixes)) {
      continue;
    }
    in.leave();
    return new Query.Suffixed(term, suffixes);
  }

  private boolean suffix(List<Query.Suffix> suffixes) {
    Token token = in.token();
    if (token.kind() == Kind.FIELD) {
      in.advance();
      suffixes.add(new Query.At(new Query.Name(token.value())));
    } else if (token.is('[')) {
      suffixes.add(bracket());
    } else if (in.take('?')) {
      suffixes.add(new Query.Optional());
    } else if (in.take('.')) {
      suffixes.add(afterDot());
    } else {
      return false;
    }
    return true;
  }

  /** What follows a dot: brackets or a string. */
  private Query.Suffix afterDot() {
    if (in.token().is('[')) {
      return bracket();
    }
    return new Query.At(new Query.TextKey(string()));
  }

  private Query.Suffix bracket() {
    in.expect('[');
    if (in.take(']')) {
      return new Query.Each();
    }
    if (in.take(':')) {
      Query end = in.query();
      in.expect(']');
      return new Query.At(new Query.Slice(null, end));
    }
    Query start = in.query();
    if (in.take(']')) {
      return new Query.At(new Query.Position(start));
    }
    in.expect(':');
    Query end = in.token().is(']') ? null : in.query();
    in.expect(']');
    return new Query.At(new Query.Slice(start, end));
  }

  private Query.Term unsuffixed(List<Query.Suffix> suffixes) {
    Token token = in.token();
    return switch (token.kind()) {
      case FIELD -> {
        in.advance();
        yield new Query.Index(new Query.Name(token.value()));
      }
      case RECURSE -> {
        in.advance();
        yield new Query.Recurse();
      }
      case NUMBER -> {
        in.advance();
        yield new Query.Literal(JqNumbers.parse(token.value()));
      }
      case STRING, STRING_START -> literalOrParts(string());
      case FORMAT -> format(token.value());
      case VARIABLE, MODULE_VARIABLE -> {
        in.advance();
        yield new Query.Call(token.value(), List.of());
      }
      case IDENTIFIER, MODULE_IDENTIFIER -> call(token.value());
      case KEYWORD -> keyword(token.value());
      case OPERATOR -> sign(token);
      case CHARACTER -> character(token, suffixes);
      default -> throw in.unexpected();
    };
  }

  private Query.Term character(Token token, List<Query.Suffix> suffixes) {
    if (token.is('.')) {
      in.advance();
      return dot(suffixes);
    }
    if (in.take('(')) {
      Query query = in.query();
      in.expect(')');
      return new Query.Bracketed(query);
    }
    if (in.take('[')) {
      Query elements = in.token().is(']') ? null : in.query();
      in.expect(']');
      return new Query.ArrayTerm(elements);
    }
    if (in.take('{')) {
      return objects.object();
    }
    throw in.unexpected();
  }

  /** A dot by itself, or what it indexes. */
  private Query.Term dot(List<Query.Suffix> suffixes) {
    Token token = in.token();
    boolean string = token.kind() == Kind.STRING || token.kind() == Kind.STRING_START;
    if (!string && !token.is('[')) {
      return new Query.Identity();
    }
    Query.Suffix suffix = afterDot();
    if (suffix instanceof Query.At at) {
      return new Query.Index(at.key());
    }
    suffixes.add(suffix);
    return new Query.Identity();
  }

  private Query.Term sign(Token token) {
    boolean negative = token.operator() == Operator.SUBTRACT;
    if (!negative && token.operator() != Operator.ADD) {
      throw in.unexpected();
    }
    in.advance();
    return new Query.Sign(negative, term());
  }

  private Query.Term format(String name) {
    in.advance();
    Kind next = in.token().kind();
    boolean string = next == Kind.STRING || next == Kind.STRING_START;
    return new Query.Format(name, string ? string() : null);
  }

  private Query.Term call(String name) {
    in.advance();
    List<Query> arguments = new ArrayList<>();
    if (in.take('(')) {
      do {
        arguments.add(in.query());
      } while (in.take(';'));
      in.expect(')');
    }
    return new Query.Call(name, arguments);
  }

  private Query.Term keyword(String word) {
    switch (word) {
      case "null":
        in.advance();
        return new Query.Literal(null);
      case "true", "false":
        in.advance();
        return new Query.Literal(word.equals("true"));
      case "if":
        in.advance();
        return branches();
      case "try":
        in.advance();
        Query body = term();
        return new Query.Try(body, in.takeKeyword("catch") ? term() : null);
      case "reduce":
        in.advance();
        return reduce();
      case "foreach":
        in.advance();
        return foreach();
      case "break":
        in.advance();
        return new Query.Break(in.expectKind(Kind.VARIABLE));
      default:
        throw in.unexpected();
    }
  }

  /** From the condition on. */
  private Query.If branches() {
    in.enter();
    Query condition = in.query();
    in.expectKeyword("then");
    Query then = in.query();
    Query otherwise = null;
    if (in.takeKeyword("elif")) {
      otherwise = Parser.single(branches());
    } else {
      if (in.takeKeyword("else")) {
        otherwise = in.query();
      }
      in.expectKeyword("end");
    }
    in.leave();
    return new Query.If(condition, then, otherwise);
  }

  private Query.Reduce reduce() {
    Query source = in.expression();
    in.expectKeyword("as");
    Query.Pattern pattern = objects.pattern();
    in.expect('(');
    Query start = in.query();
    in.expect(';');
    Query update = in.query();
    in.expect(')');
    return new Query.Reduce(source, pattern, start, update);
  }

  private Query.Foreach foreach() {
    Query source = in.expression();
    in.expectKeyword("as");
    Query.Pattern pattern = objects.pattern();
    in.expect('(');
    Query start = in.query();
    in.expect(';');
    Query update = in.query();
    Query extract = in.take(';') ? in.query() : null;
    in.expect(')');
    return new Query.Foreach(source, pattern, start, update, extract);
  }

  private static Query.Term literalOrParts(Query.Interpolated text) {
    Object literal = literal(text);
    return literal == null ? text : new Query.Literal(literal);
  }

  /** The text when there is no expression in it. */
  static @Nullable String literal(Query.Interpolated text) {
    return text.parts().size() == 1
            && text.parts().get(0) instanceof Query.Suffixed part
            && part.term() instanceof Query.Literal literal
        ? (String) literal.value()
        : null;
  }

  /** A string; one without expressions has a single literal part. */
  Query.Interpolated string() {
    Token token = in.token();
    if (token.kind() == Kind.STRING) {
      in.advance();
      return new Query.Interpolated(List.of(Parser.single(new Query.Literal(token.value()))));
    }
    if (token.kind() != Kind.STRING_START) {
      throw in.unexpected();
    }
    in.advance();
    List<Query> parts = new ArrayList<>();
    while (in.token().kind() != Kind.STRING_END) {
      Token part = in.token();
      if (part.kind() == Kind.STRING) {
        in.advance();
        parts.add(Parser.single(new Query.Literal(part.value())));
      } else if (part.kind() == Kind.STRING_QUERY) {
        in.advance();
        parts.add(Parser.single(new Query.Bracketed(in.query())));
        in.advanceInString();
      } else {
        throw in.unexpected();
      }
    }
    in.advance();
    return new Query.Interpolated(parts);
  }
}
