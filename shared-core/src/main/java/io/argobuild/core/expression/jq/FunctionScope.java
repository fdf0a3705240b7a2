package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names known inside one function; those of functions around it are in the outer scopes. */
final class FunctionScope {
  private final @Nullable FunctionScope outer;
  private final List<Variable> variables = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private int depth;
  private int slots;

  FunctionScope(@Nullable FunctionScope outer) {
    this.outer = outer;
  }

  /** A variable, with a dollar sign, or an argument to call, without. */
  private record Variable(String name, int slot, int depth) {}

  private record Function(String name, int arity, Code code) {}

  /** What a name means: a function to call, or a slot of a frame. */
  record Found(int levels, @Nullable Code function, int slot) {}

  /** The names to go back to at the end of a block. */
  record Block(int variables, int functions) {}

  int slots() {
    return slots;
  }

  @Nullable FunctionScope outer() {
    return outer;
  }

  Block enter() {
    depth++;
    return new Block(variables.size(), functions.size());
  }

  void leave(Block block) {
    depth--;
    variables.subList(block.variables(), variables.size()).clear();
    functions.subList(block.functions(), functions.size()).clear();
  }

  void define(String name, int arity, Code code) {
    functions.add(new Function(name, arity, code));
  }

  /** A new variable, which hides others of its name. */
  int create(String name) {
    variables.add(new Variable(name, slots, depth));
    return slots++;
  }

  /** The variable of that name in this block, or a new one. */
  int declare(String name) {
    for (Variable variable : variables) {
      if (variable.depth() == depth && variable.name().equals(name)) {
        return variable.slot();
      }
    }
    return create(name);
  }

  /** The innermost function or variable; in one function's scope functions come first. */
  @Nullable Found find(String name, int arity) {
    int levels = 0;
    for (FunctionScope scope = this; scope != null; scope = scope.outer) {
      Found found = scope.findHere(name, arity, levels);
      if (found != null) {
        return found;
      }
      levels++;
    }
    return null;
  }

  private @Nullable Found findHere(String name, int arity, int levels) {
    for (int i = functions.size() - 1; i >= 0; i--) {
      Function function = functions.get(i);
      if (function.arity() == arity && function.name().equals(name)) {
        return new Found(levels, function.code(), -1);
      }
    }
    for (int i = variables.size() - 1; arity == 0 && i >= 0; i--) {
      if (variables.get(i).name().equals(name)) {
        return new Found(levels, null, variables.get(i).slot());
      }
    }
    return null;
  }
}
