package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes nodes of terms. */
final class TermCompiler {
  private static final String INDEX = "_index";
  private static final String SLICE = "_slice";

  private final Compiler compiler;

  TermCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  /** A term with its first suffixes. */
  Node suffixed(Query.Suffixed term, int count) {
    int simple = count;
    while (simple > 0 && isSimple(term.suffixes().get(simple - 1))) {
      simple--;
    }
    Node node = simple == 0 ? term(term.term()) : special(term, simple);
    for (Query.Suffix suffix : term.suffixes().subList(simple, count)) {
      node = new Nodes.Pipe(node, simple(suffix));
    }
    return node;
  }

  /** Whether a suffix works on the result of what stands before it, without names to resolve. */
  private static boolean isSimple(Query.Suffix suffix) {
    return suffix instanceof Query.Each
        || (suffix instanceof Query.At at && ConstantKeys.key(at.key()) != null);
  }

  private static Node simple(Query.Suffix suffix) {
    return suffix instanceof Query.At at
        ? new AccessNodes.Index(Objects.requireNonNull(ConstantKeys.key(at.key())))
        : new EachNode();
  }

  /** A term with its first suffixes, the last of which is none of the simple ones. */
  private Node special(Query.Suffixed term, int count) {
    Query.Suffixed before = new Query.Suffixed(term.term(), term.suffixes().subList(0, count - 1));
    return term.suffixes().get(count - 1) instanceof Query.At at
        ? index(before, at.key())
        : optional(before);
  }

  /** {@code term?}: of a term with suffixes only the last of them is tried. */
  private Node optional(Query.Suffixed term) {
    int last = term.suffixes().size() - 1;
    Query.Suffix suffix = last < 0 ? null : term.suffixes().get(last);
    if (suffix == null || suffix instanceof Query.Optional) {
      return attempt(compiler.block(term));
    }
    Node before = compiler.query(new Query.Suffixed(term.term(), term.suffixes().subList(0, last)));
    Query.Term tried =
        suffix instanceof Query.At at ? new Query.Index(at.key()) : new Query.Identity();
    List<Query.Suffix> rest = suffix instanceof Query.At ? List.of() : List.of(suffix);
    return new Nodes.Pipe(before, attempt(compiler.block(new Query.Suffixed(tried, rest))));
  }

  private static Node attempt(Node body) {
    return new ControlNodes.Try(body, new Nodes.Empty());
  }

  private Node index(Query.Suffixed container, Query.Key key) {
    if (key instanceof Query.TextKey text) {
      return compiler.callNative(INDEX, List.of(container, Parser.single(text.text())));
    }
    if (key instanceof Query.Position position) {
      return compiler.callNative(INDEX, List.of(container, position.position()));
    }
    Query.Slice slice = (Query.Slice) key;
    Query none = Parser.single(new Query.Literal(null));
    Query end = slice.end() == null ? none : slice.end();
    Query start = slice.start() == null ? none : slice.start();
    return compiler.callNative(SLICE, List.of(container, end, start));
  }

  private Node term(Query.Term term) {
    if (term instanceof Query.Identity) {
      return new Nodes.Identity();
    }
    if (term instanceof Query.Literal literal) {
      return new Nodes.Constant(literal.value());
    }
    if (term instanceof Query.Index index) {
      Object constant = ConstantKeys.key(index.key());
      return constant != null
          ? new AccessNodes.Index(constant)
          : index(new Query.Suffixed(new Query.Identity(), List.of()), index.key());
    }
    if (term instanceof Query.Call call) {
      return compiler.call(call.name(), call.arguments());
    }
    if (term instanceof Query.Recurse) {
      return compiler.call("recurse", List.of());
    }
    if (term instanceof Query.Bracketed bracketed) {
      return compiler.block(bracketed.query());
    }
    if (term instanceof Query.ArrayTerm array) {
      return array.elements() == null
          ? new Nodes.Constant(List.of())
          : new LoopNodes.Collect(compiler.block(array.elements()));
    }
    if (term instanceof Query.ObjectTerm object) {
      return object(object);
    }
    if (term instanceof Query.Sign sign) {
      return sign(sign);
    }
    if (term instanceof Query.Interpolated text) {
      return interpolated(text, "tostring", List.of());
    }
    if (term instanceof Query.Format format) {
      return format(format);
    }
    return control(term);
  }

  private Node control(Query.Term term) {
    if (term instanceof Query.If branches) {
      Node condition = compiler.block(branches.condition());
      Node then = compiler.block(branches.then());
      Query otherwise = branches.otherwise();
      Node rest = otherwise == null ? new Nodes.Identity() : compiler.block(otherwise);
      return new ControlNodes.If(condition, then, rest);
    }
    if (term instanceof Query.Try attempt) {
      Node body = compiler.block(attempt.body());
      Query handler = attempt.handler();
      return new ControlNodes.Try(
          body, handler == null ? new Nodes.Empty() : compiler.block(handler));
    }
    if (term instanceof Query.Reduce reduce) {
      return loop(reduce.source(), reduce.pattern(), reduce.start(), reduce.update(), null);
    }
    if (term instanceof Query.Foreach foreach) {
      Query extract = foreach.extract();
      return loop(
          foreach.source(),
          foreach.pattern(),
          foreach.start(),
          foreach.update(),
          extract == null ? Parser.single(new Query.Identity()) : extract);
    }
    if (term instanceof Query.Label label) {
      int slot = compiler.scope().declare(labelVariable(label.name()));
      return new ControlNodes.Label(slot, compiler.query(label.body()));
    }
    return breakTo(((Query.Break) term).name());
  }

  private Node loop(
      Query source, Query.Pattern pattern, Query start, Query update, @Nullable Query extract) {
    FunctionScope.Block block = compiler.scope().enter();
    Node startNode = compiler.block(start);
    Node sourceNode = compiler.query(source);
    Node patternNode = compiler.patterns().pattern(pattern, new ArrayList<>());
    Node updateNode = compiler.block(update);
    Node extractNode = extract == null ? null : compiler.block(extract);
    compiler.scope().leave(block);
    return new LoopNodes.Loop(sourceNode, patternNode, startNode, updateNode, extractNode);
  }

  /** Labels live among the variables, under a name that no variable has. */
  private static String labelVariable(String name) {
    return "$%" + name.substring(1);
  }

  private Node breakTo(String name) {
    FunctionScope.Found found = compiler.scope().find(labelVariable(name), 0);
    if (found == null) {
      throw JqError.breaking(name, null);
    }
    return new ControlNodes.Break(name, found.levels(), found.slot());
  }

  private Node sign(Query.Sign sign) {
    Object constant = ConstantKeys.number(sign);
    if (constant != null) {
      return new Nodes.Constant(constant);
    }
    Node operand = compiler.query(sign.operand());
    String function = sign.negative() ? "_negate" : "_plus";
    return new Nodes.Pipe(operand, compiler.callNative(function, List.of()));
  }

  private Node format(Query.Format format) {
    String function = FormatFunctions.functionOf(format.name());
    List<Query> arguments = List.of();
    if (function == null) {
      String name = format.name().substring(1);
      function = "format";
      arguments = List.of(Parser.single(new Query.Literal(name)));
    }
    return format.text() == null
        ? compiler.call(function, arguments)
        : interpolated(format.text(), function, arguments);
  }

  /** A string's parts joined, the computed ones made strings by a function. */
  private Node interpolated(Query.Interpolated text, String function, List<Query> arguments) {
    List<Query> parts = new ArrayList<>();
    for (Query part : text.parts()) {
      boolean literal = part instanceof Query.Suffixed term && term.term() instanceof Query.Literal;
      Query made = Parser.single(new Query.Call(function, arguments));
      parts.add(literal ? part : new Query.Pipe(part, made));
    }
    return parts.size() == 1
        ? compiler.query(parts.get(0))
        : compiler.callNative(TextFunctions::join, parts);
  }

  private Node object(Query.ObjectTerm object) {
    if (object.members().isEmpty()) {
      return new Nodes.Constant(JqValues.newMap());
    }
    FunctionScope.Block block = compiler.scope().enter();
    List<AccessNodes.Member> members = new ArrayList<>();
    for (Query.Member member : object.members()) {
      members.add(member(member));
    }
    compiler.scope().leave(block);
    return new AccessNodes.BuildObject(members);
  }

  private AccessNodes.Member member(Query.Member member) {
    Query value = member.value();
    if (member.key() instanceof Query.VariableKey variable) {
      String name = variable.variable();
      Node read = compiler.call(name, List.of());
      return value == null
          ? new AccessNodes.Member(new Nodes.Constant(name.substring(1)), read)
          : new AccessNodes.Member(read, compiler.query(value));
    }
    Node key = key(member.key());
    return new AccessNodes.Member(key, value == null ? null : compiler.query(value));
  }

  private Node key(Query.ObjectKey key) {
    if (key instanceof Query.NamedKey named) {
      return new Nodes.Constant(named.name());
    }
    if (key instanceof Query.TextObjectKey text) {
      return interpolated(text.text(), "tostring", List.of());
    }
    return compiler.block(((Query.ComputedKey) key).query());
  }

  /** The key of a pattern; a variable's is its name. */
  Node patternKey(Query.ObjectKey key) {
    return key instanceof Query.VariableKey variable
        ? new Nodes.Constant(variable.variable().substring(1))
        : key(key);
  }
}
