package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes of a filter and resolves all names. What is unknown is an error before anything runs;
 * of several the one that gojq meets first.
 */
final class Compiler {
  /** Each level takes several calls. */
  private static final int MAX_DEPTH = 500;

  private final Library library;
  private final TermCompiler terms = new TermCompiler(this);
  private final PatternCompiler patterns = new PatternCompiler(this, terms);
  private FunctionScope scope = new FunctionScope(null);
  private int depth;

  private Compiler(Library library) {
    this.library = library;
  }

  /** The whole filter; {@link JqError} when a name is unknown. */
  static Code compile(Query query, Library library) {
    Compiler compiler = new Compiler(library);
    Code code = new Code(new int[0]);
    Node body = compiler.query(query);
    code.complete(body, compiler.scope.slots());
    return code;
  }

  /** A function of the library, which sees no names but the library's. */
  static void compileInto(Code code, Query.Definition definition, Library library) {
    Compiler compiler = new Compiler(library);
    compiler.body(code, definition);
  }

  /** Where values of parameters go: behind the arguments themselves. */
  static Code declare(Query.Definition definition) {
    int[] valueSlots = new int[definition.parameters().size()];
    int next = valueSlots.length;
    for (int i = 0; i < valueSlots.length; i++) {
      valueSlots[i] = definition.parameters().get(i).startsWith("$") ? next++ : -1;
    }
    return new Code(valueSlots);
  }

  private void body(Code code, Query.Definition definition) {
    for (String parameter : definition.parameters()) {
      scope.create(parameter.startsWith("$") ? parameter.substring(1) : parameter);
    }
    for (String parameter : definition.parameters()) {
      if (parameter.startsWith("$")) {
        scope.create(parameter);
      }
    }
    code.complete(query(definition.body()), scope.slots());
  }

  PatternCompiler patterns() {
    return patterns;
  }

  FunctionScope scope() {
    return scope;
  }

  Node query(Query query) {
    if (++depth > MAX_DEPTH) {
      throw JqBudget.limit("filter is nested deeper than " + MAX_DEPTH);
    }
    Node node = node(query);
    depth--;
    return node;
  }

  /** A filter whose names end with it. */
  Node block(Query query) {
    FunctionScope.Block block = scope.enter();
    Node node = query(query);
    scope.leave(block);
    return node;
  }

  private Node node(Query query) {
    if (query instanceof Query.Suffixed term) {
      return terms.suffixed(term, term.suffixes().size());
    }
    if (query instanceof Query.Pipe pipe) {
      Node left = query(pipe.left());
      return new Nodes.Pipe(left, query(pipe.right()));
    }
    if (query instanceof Query.Comma comma) {
      return new Nodes.Comma(comma.alternatives().stream().map(this::query).toList());
    }
    if (query instanceof Query.Bind bind) {
      return bind(bind);
    }
    if (query instanceof Query.Binary binary) {
      return binary(binary);
    }
    if (query instanceof Query.Definitions definitions) {
      definitions.definitions().forEach(this::define);
      return query(definitions.body());
    }
    if (query instanceof Query.Imports imports) {
      throw JqError.of("cannot load module: " + GoQuote.quote(imports.paths().get(0)));
    }
    throw JqError.of("missing query (try \".\")");
  }

  private void define(Query.Definition definition) {
    Code code = declare(definition);
    scope.define(definition.name(), definition.parameters().size(), code);
    FunctionScope outer = scope;
    scope = new FunctionScope(outer);
    body(code, definition);
    scope = outer;
  }

  private Node binary(Query.Binary binary) {
    Operator operator = binary.operator();
    return switch (operator.level) {
      case ALTERNATIVE -> {
        Node left = query(binary.left());
        yield new ControlNodes.Alternative(left, query(binary.right()));
      }
      case OR, AND -> logic(binary);
      case UPDATE -> update(binary);
      default -> callNative(operator.function, List.of(binary.left(), binary.right()));
    };
  }

  private Node logic(Query.Binary binary) {
    Node left = block(binary.left());
    Node yes = new Nodes.Constant(true);
    Node no = new Nodes.Constant(false);
    Node right = new ControlNodes.If(block(binary.right()), yes, no);
    return binary.operator() == Operator.OR
        ? new ControlNodes.If(left, yes, right)
        : new ControlNodes.If(left, right, no);
  }

  private Node update(Query.Binary binary) {
    Operator operator = binary.operator();
    if (operator == Operator.ASSIGN) {
      List<@Nullable Object> keys = ConstantKeys.path(binary.left());
      if (keys != null) {
        return new PathNodes.AssignConstant(keys, query(binary.right()));
      }
    }
    if (operator == Operator.ASSIGN || operator == Operator.MODIFY) {
      return call(operator.function, List.of(binary.left(), binary.right()));
    }
    Node right = query(binary.right());
    String variable = "$%0";
    int slot = scope.declare(variable);
    Query changed =
        Parser.single(
            new Query.Call(
                operator.function,
                List.of(
                    Parser.single(new Query.Identity()),
                    Parser.single(new Query.Call(variable, List.of())))));
    Node modify = call(Operator.MODIFY.function, List.of(binary.left(), changed));
    return new PathNodes.Update(right, slot, modify);
  }

  private Node bind(Query.Bind bind) {
    FunctionScope.Block block = scope.enter();
    Node source = query(bind.source());
    List<BindNodes.Destructuring> patterns = new ArrayList<>();
    List<Integer> before = List.of();
    for (Query.Pattern pattern : bind.patterns()) {
      List<Integer> slots = new ArrayList<>();
      Node node = this.patterns.pattern(pattern, slots);
      patterns.add(new BindNodes.Destructuring(node, before));
      before = slots;
    }
    Node body = query(bind.body());
    scope.leave(block);
    return new BindNodes.Bind(source, patterns, body);
  }

  /** A call of a function or of a variable, whichever the name means. */
  Node call(String name, List<Query> arguments) {
    FunctionScope.Found found = scope.find(name, arguments.size());
    if (found != null && found.function() != null) {
      return new Nodes.Call(found.function(), found.levels(), closures(arguments));
    }
    if (found != null) {
      return name.startsWith("$")
          ? new Nodes.Variable(found.levels(), found.slot())
          : new Nodes.CallArgument(found.levels(), found.slot());
    }
    if (arguments.isEmpty() && (name.equals("$ENV") || name.equals("env"))) {
      // Filters see no environment.
      return new Nodes.Constant(JqValues.newMap());
    }
    if (name.startsWith("$")) {
      throw JqError.of("variable not defined: " + name);
    }
    Code code = library.function(name, arguments.size());
    if (code != null) {
      return new Nodes.Call(code, -1, closures(arguments));
    }
    Node special = special(name, arguments);
    return special != null ? special : callNative(name, arguments);
  }

  private JqError notDefined(String name, List<Query> arguments) {
    return JqError.of("function not defined: " + name + "/" + arguments.size());
  }

  /** What is neither written in jq nor a function of values. */
  private @Nullable Node special(String name, List<Query> arguments) {
    return switch (name + "/" + arguments.size()) {
      case "empty/0" -> new Nodes.Empty();
      case "path/1" -> new PathNodes.Path(block(arguments.get(0)));
      case "_last/1" -> new LoopNodes.Last(block(arguments.get(0)));
      case "_assign/2" -> {
        Node right = block(arguments.get(1));
        yield new PathNodes.Assign(block(arguments.get(0)), right);
      }
      case "_modify/2" -> {
        Node right = block(arguments.get(1));
        yield new PathNodes.Modify(block(arguments.get(0)), right);
      }
      case "_range/3" -> new Nodes.Pipe(callNative(name, arguments), new EachNode());
      case "input/0", "inputs/0" -> throw JqError.of("input(s)/0 is not allowed");
      case "debug/1" -> {
        query(arguments.get(0));
        throw notDefined(name, arguments);
      }
      default -> null;
    };
  }

  /** A call of a native function, whatever else has its name. */
  Node callNative(String name, List<Query> arguments) {
    Native function = library.nativeFunction(name, arguments.size());
    if (function == null) {
      throw notDefined(name, arguments);
    }
    AccessNodes.Follows follows =
        switch (name) {
          case "_index" -> AccessNodes.Follows.INDEX;
          case "_slice" -> AccessNodes.Follows.SLICE;
          case "getpath" -> AccessNodes.Follows.PATH;
          default -> AccessNodes.Follows.NOTHING;
        };
    return new AccessNodes.CallNative(function, blocks(arguments), follows);
  }

  /** A call of a native function that has no name. */
  Node callNative(Native function, List<Query> arguments) {
    return new AccessNodes.CallNative(function, blocks(arguments), AccessNodes.Follows.NOTHING);
  }

  /** Arguments compiled in place, from the last to the first. */
  private List<Node> blocks(List<Query> arguments) {
    List<Node> nodes = new ArrayList<>();
    for (int i = arguments.size() - 1; i >= 0; i--) {
      nodes.add(block(arguments.get(i)));
    }
    Collections.reverse(nodes);
    return nodes;
  }

  /** Arguments as functions of their own, compiled from the last to the first. */
  private List<Code> closures(List<Query> arguments) {
    List<Code> codes = new ArrayList<>();
    for (int i = arguments.size() - 1; i >= 0; i--) {
      FunctionScope outer = scope;
      scope = new FunctionScope(outer);
      Code code = new Code(new int[0]);
      code.complete(query(arguments.get(i)), scope.slots());
      codes.add(code);
      scope = outer;
    }
    Collections.reverse(codes);
    return codes;
  }
}
