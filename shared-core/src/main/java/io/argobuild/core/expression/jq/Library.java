package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The functions every filter knows: native ones, and those written in jq. */
final class Library {
  /** The only instance: nothing in it changes once it is made. */
  static final Library BUILTIN = new Library();

  /** Functions that the compiler makes nodes of. */
  private static final List<String> COMPILED =
      List.of("empty/0", "path/1", "env/0", "builtins/0", "input/0", "inputs/0", "debug/1");

  private final Map<String, Native> natives = new HashMap<>();
  private final Map<String, Code> functions = new HashMap<>();

  private Library() {
    natives.put("builtins/0", (m, input, arguments) -> names());
    OperatorFunctions.addTo(this);
    ValueFunctions.addTo(this);
    TextFunctions.addTo(this);
    FormatFunctions.addTo(this);
    ListFunctions.addTo(this);
    MathFunctions.addTo(this);
    RegexFunctions.addTo(this);
    TimeFunctions.addTo(this);
    List<Query.Definition> definitions = Parser.parseDefinitions(Definitions.SOURCE);
    // All are declared before any is compiled, for they call each other.
    Map<Query.Definition, Code> codes = new LinkedHashMap<>();
    for (Query.Definition definition : definitions) {
      Code code = Compiler.declare(definition);
      codes.put(definition, code);
      functions.put(definition.name() + "/" + definition.parameters().size(), code);
    }
    codes.forEach((definition, code) -> Compiler.compileInto(code, definition, this));
  }

  void add(String name, int arity, Native function) {
    natives.put(name + "/" + arity, function);
  }

  @Nullable Code function(String name, int arity) {
    return functions.get(name + "/" + arity);
  }

  @Nullable Native nativeFunction(String name, int arity) {
    return natives.get(name + "/" + arity);
  }

  /** Name and arity of all functions meant for users. */
  private List<@Nullable Object> names() {
    TreeSet<String> names = new TreeSet<>(Library::compareNames);
    names.addAll(COMPILED);
    names.addAll(natives.keySet());
    names.addAll(functions.keySet());
    names.removeIf(name -> name.startsWith("_"));
    return new ArrayList<>(names);
  }

  private static int compareNames(String left, String right) {
    int leftSlash = left.indexOf('/');
    int rightSlash = right.indexOf('/');
    int byName = left.substring(0, leftSlash).compareTo(right.substring(0, rightSlash));
    return byName != 0 ? byName : left.substring(leftSlash).compareTo(right.substring(rightSlash));
  }
}
